-- Checks of arguments, in the words of Lua's own library. The level is that of the checked function, as
-- error() counts from the function that calls the check: 2 is its caller.

local error, format, tostring, type = error, string.format, tostring, type

local arguments = {}

-- Raises the error for the function that calls this one.
function arguments.bad(i, name, expected, got, level)
  error(format("bad argument #%d to '%s' (%s expected, got %s)", i, name, expected, type(got)), level + 1)
end

-- The same one level further down.
local function bad(i, name, expected, got, level)
  error(format("bad argument #%d to '%s' (%s expected, got %s)", i, name, expected, type(got)), level + 2)
end

-- A string; a number is accepted, as Lua does.
function arguments.text(i, name, value, level)
  if type(value) ~= "string" and type(value) ~= "number" then
    bad(i, name, "string", value, level)
  end
  return tostring(value)
end

function arguments.optional_text(i, name, value, level)
  if value ~= nil and type(value) ~= "string" and type(value) ~= "number" then
    bad(i, name, "string", value, level)
  end
  return value ~= nil and tostring(value) or nil
end

-- A string, number or boolean, as text; nil is accepted.
function arguments.scalar(i, name, value, level)
  local kind = type(value)
  if value ~= nil and kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
    bad(i, name, "string, number or boolean", value, level)
  end
  return value ~= nil and tostring(value) or nil
end

function arguments.attribute(i, name, value, level)
  local kind = type(value)
  if value ~= nil and kind ~= "string" and kind ~= "number" and kind ~= "boolean" and kind ~= "table" then
    bad(i, name, "string, number, boolean or table", value, level)
  end
end

function arguments.is_table(i, name, value, level)
  if type(value) ~= "table" then
    bad(i, name, "table", value, level)
  end
end

function arguments.optional_table(i, name, value, level)
  if value ~= nil and type(value) ~= "table" then
    bad(i, name, "table", value, level)
  end
end

function arguments.is_function(i, name, value, level)
  if type(value) ~= "function" then
    bad(i, name, "function", value, level)
  end
end

return arguments
