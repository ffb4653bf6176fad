-- Determines the names under which functions are defined: `checkout`, `discounts.total`, `Order:add`. As
-- in LuaJ, of `a.b.c` the last two parts count, and a function whose first parameter is `self` is a method.

local gmatch = string.gmatch

local KEYWORDS = {}
for word in
  gmatch(
    "and break do else elseif end false for function goto if in local nil not or repeat return then true until while",
    "%a+"
  )
do
  KEYWORDS[word] = true
end

local definition_names = { KEYWORDS = KEYWORDS }

local function is_name(token)
  return token ~= nil and token.kind == "name" and not KEYWORDS[token.value]
end

-- Whether a token is this keyword or symbol.
local function is(token, value)
  return token ~= nil and token.kind ~= "string" and token.value == value
end

-- `owner` and `field` of what stands before the token n places back: the target of an assignment.
local function target(before, n, in_table)
  local last, sign = before[n], before[n + 1]
  if is(last, "]") and before[n + 1] and before[n + 1].kind == "string" and is(before[n + 2], "[") then
    local owner = before[n + 3]
    return is_name(owner) and owner.value or nil, before[n + 1].value
  elseif not is_name(last) or (is(sign, ",") and not in_table) then
    return nil, nil
  elseif is(sign, ".") then
    local owner = before[n + 2]
    return is_name(owner) and owner.value ~= "_ENV" and owner.value or nil, last.value
  end
  return nil, last.value
end

-- The target of `= function`, also with an attribute: `local f <const> = function`.
function definition_names.assigned(before, in_table)
  if not is(before[1], "=") then
    return nil, nil
  elseif is(before[2], ">") and is(before[4], "<") then
    return target(before, 5, in_table)
  end
  return target(before, 2, in_table)
end

-- The name of a function, given by `owner`, `field` and its first parameter; nil if it has none.
function definition_names.of(defined)
  if not (defined.owner and defined.field) then
    return defined.field
  end
  local is_method = defined.is_method or defined.first_parameter == "self"
  return defined.owner .. (is_method and ":" or ".") .. defined.field
end

definition_names.is = is

return definition_names
