-- Encodes values as JSON (RFC 8259). Foreign tables are read without their metamethods. Whatever has
-- no JSON form becomes null, and the result is always valid UTF-8.

local utf8_text = require "moontrace.utf8_text"

local getmetatable, next, rawget, setmetatable, tonumber, type =
  getmetatable, next, rawget, setmetatable, tonumber, type
local byte, find, format, gsub = string.byte, string.find, string.format, string.gsub
local concat = table.concat
local huge, floor = math.huge, math.floor
local math_type = math.type
local jit = rawget(_G, "jit")

-- Bounds of one call of encode(): a table that contains itself ends there.
local MAX_DEPTH = 32
local MAX_VALUES = 1000000

-- Integral numbers up to here are written with all their digits.
local MAX_DIGITS_AS_INTEGER = 1e21

-- Bytes of a string that is searched by a loop.
local LONGEST_LOOP = 128

-- Names of members remembered; a full memory starts anew.
local REMEMBERED_KEYS = 256

local array_mark, object_mark = {}, {}
local keys, key_count = {}, 0

local escapes = {
  ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
}

local function escape(c)
  return escapes[c] or format("\\u%04x", byte(c))
end

-- Whether a string can stand between quotes as it is. LuaJIT compiles a loop, but no search.
local function is_clean(s)
  if not jit or #s > LONGEST_LOOP then
    return not find(s, '[%c"\\\128-\255]')
  end
  for i = 1, #s do
    local b = byte(s, i)
    if b < 32 or b > 126 or b == 34 or b == 92 then
      return false
    end
  end
  return true
end

local function escaped(s)
  s = utf8_text.valid(s)
  return find(s, '[%c"\\]') and gsub(s, '[%c"\\]', escape) or s
end

local function string_of(s)
  return '"' .. (is_clean(s) and s or escaped(s)) .. '"'
end

-- The names of members recur.
local function key_of(key)
  local text = keys[key]
  if not text then
    text = string_of(key) .. ":"
    if key_count == REMEMBERED_KEYS then
      keys, key_count = {}, 0
    end
    keys[key] = text
    key_count = key_count + 1
  end
  return text
end

local function fraction(n)
  for digits = 15, 17 do
    local text = format("%." .. digits .. "g", n)
    if tonumber(text) == n then
      return (gsub(text, ",", ".")) -- some locales write a comma
    end
  end
end

local function number_of(n)
  if math_type and math_type(n) == "integer" then
    return format("%d", n)
  end
  if n ~= n or n == huge or n == -huge then
    return "null"
  end
  if floor(n) == n and n < MAX_DIGITS_AS_INTEGER and n > -MAX_DIGITS_AS_INTEGER then
    return n == 0 and "0" or format("%.0f", n)
  end
  return fraction(n) or "null"
end

local out, size, values_left
local append

local function put(text)
  size = size + 1
  out[size] = text
end

local function append_array(t, depth)
  put "["
  local i = 1
  local value = rawget(t, 1)
  while value ~= nil do
    if i > 1 then
      put ","
    end
    append(value, depth)
    i = i + 1
    value = rawget(t, i)
  end
  put "]"
end

local function append_object(t, depth)
  put "{"
  local is_first = true
  for key, value in next, t do
    local kind = type(key)
    if kind == "string" or kind == "number" then
      if not is_first then
        put ","
      end
      is_first = false
      put(key_of(kind == "string" and key or number_of(key)))
      append(value, depth)
    end
  end
  put "}"
end

local function append_table(value, depth)
  local mark = getmetatable(value)
  if mark == array_mark or (mark ~= object_mark and rawget(value, 1) ~= nil) then
    append_array(value, depth - 1)
  else
    append_object(value, depth - 1)
  end
end

local function append_string(s)
  put '"'
  put(is_clean(s) and s or escaped(s))
  put '"'
end

function append(value, depth)
  local kind = type(value)
  values_left = values_left - 1
  if kind == "string" then
    append_string(value)
  elseif kind == "number" then
    put(number_of(value))
  elseif kind == "boolean" then
    put(value and "true" or "false")
  elseif kind ~= "table" or depth == 0 or values_left < 0 then
    put "null"
  else
    append_table(value, depth)
  end
end

local json = {}

-- A string literal of JSON, with its quotes.
json.string = string_of

-- A table that is encoded as an array, even if it is empty.
function json.array(t)
  return setmetatable(t or {}, array_mark)
end

-- A table that is encoded as an object, even if it has an element 1.
function json.object(t)
  return setmetatable(t or {}, object_mark)
end

-- The JSON text of a value. Tables with an element 1 are arrays, all others objects.
function json.encode(value)
  out, size, values_left = {}, 0, MAX_VALUES
  append(value, MAX_DEPTH)
  local text = concat(out, "", 1, size)
  out = nil
  return text
end

return json
