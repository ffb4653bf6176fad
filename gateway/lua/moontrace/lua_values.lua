-- Writes values as Lua literals: 12, "tea", {1, 2, name = "tea"}. Tables are shown one level deep, texts
-- are about 200 bytes long at most. Calls no metamethod: values of a program are hostile.

local redaction = require "moontrace.redaction"

local find, format, gsub, sub = string.find, string.format, string.gsub, string.sub
local concat, sort = table.concat, table.sort
local huge, floor = math.huge, math.floor
local next, rawget, type = next, rawget, type
local math_type = math.type

local MAX_ENTRIES = 16
local MAX_LENGTH = 200

-- tostring() would call a __tostring that the program gave to all numbers.
local function number(n)
  if math_type and math_type(n) == "integer" then
    return format("%d", n)
  elseif n ~= n then
    return "nan"
  elseif n == huge or n == -huge then
    return n > 0 and "inf" or "-inf"
  elseif floor(n) == n and n < 1e15 and n > -1e15 then
    return format(math_type and "%.1f" or "%.0f", n)
  end
  return format("%.14g", n)
end

local function quoted(s)
  local fits = #s <= MAX_LENGTH
  local shown = fits and s or sub(s, 1, MAX_LENGTH)
  if find(shown, '[\\"]') then
    shown = gsub(shown, '[\\"]', "\\%0")
  end
  return '"' .. shown .. (fits and '"' or "...")
end

-- A value inside a table.
local function shallow(value)
  local kind = type(value)
  if kind == "string" then
    return quoted(value)
  elseif kind == "number" then
    return number(value)
  elseif kind == "boolean" then
    return value and "true" or "false"
  end
  return kind == "table" and "{...}" or kind
end

local function entry(key, value)
  local is_named = type(key) == "string"
  local name = is_named and sub(key, 1, MAX_LENGTH) or "[" .. shallow(key) .. "]"
  return name .. " = " .. (is_named and redaction.is_secret(key) and redaction.REDACTED or shallow(value))
end

-- The entries of the array, then the others, sorted: the order of next() differs from run to run.
local function entries(t)
  local array, others = {}, {}
  local value = rawget(t, 1)
  while value ~= nil and #array <= MAX_ENTRIES do
    array[#array + 1] = shallow(value)
    value = rawget(t, #array + 1)
  end
  local seen = 0
  for key, of_key in next, t do
    local index = type(key) == "number" and key
    if not (index and index >= 1 and index <= #array and floor(index) == index) then
      others[#others + 1] = entry(key, of_key)
    end
    seen = seen + 1
    if #others > MAX_ENTRIES or seen > 2 * MAX_ENTRIES then
      break
    end
  end
  sort(others)
  return array, others
end

local function append(parts, length, more)
  for i = 1, #more do
    if parts[#parts] == "..." then
      break
    end
    local is_full = #parts == MAX_ENTRIES or length > MAX_LENGTH
    parts[#parts + 1] = is_full and "..." or more[i]
    length = length + #more[i] + 2
  end
  return length
end

local lua_values = {}

-- The literal of any value.
function lua_values.literal(value)
  if type(value) ~= "table" then
    return shallow(value)
  end
  local array, others = entries(value)
  local parts = {}
  append(parts, append(parts, 0, array), others)
  return "{" .. concat(parts, ", ") .. "}"
end

-- The message of an error value: strings as they are, nothing for nil.
function lua_values.message(value)
  local kind = type(value)
  if kind == "string" then
    return value
  end
  return kind == "nil" and "" or lua_values.literal(value)
end

return lua_values
