-- Values and attributes as OTLP/JSON writes them (protobuf's JSON mapping): 64-bit integers are strings,
-- a table with an element 1 is an arrayValue, any other a kvlistValue.

local json = require "moontrace.json"

local getmetatable, next, rawget, tostring, type = getmetatable, next, rawget, tostring, type
local find, format = string.find, string.format
local concat = table.concat
local floor, huge, math_type = math.floor, math.huge, math.type

local MAX_DEPTH = 16
local MAX_ELEMENTS = 4096
local MAX_REMEMBERED, MAX_SHORT = 1024, 64

-- All integral floats up to here are exact, and fit an int64.
local MAX_INTEGER = 2 ^ 53

local array_mark = getmetatable(json.array())

local any_value = {}

local function quoted(text)
  if find(text, '[%c"\\\128-\255]') then
    return json.string(text)
  end
  return '"' .. text .. '"'
end

any_value.quoted = quoted

-- Remembers what make() makes of short texts: most keys and values are written often. Forgets all when
-- full.
local function remembering(make)
  local made, count = {}, 0
  return function(text)
    local result = made[text]
    if result or #text > MAX_SHORT then
      return result or make(text)
    end
    if count == MAX_REMEMBERED then
      made, count = {}, 0
    end
    result, count = make(text), count + 1
    made[text] = result
    return result
  end
end

-- How the KeyValue of a key begins.
local beginning_of = remembering(function(key)
  return '{"key":' .. quoted(key) .. ',"value":'
end)

local of_text = remembering(function(text)
  return '{"stringValue":' .. quoted(text) .. "}"
end)

local function of_number(n)
  if math_type and math_type(n) == "integer" then
    return format('{"intValue":"%d"}', n)
  elseif n ~= n then
    return '{"doubleValue":"NaN"}'
  elseif n == huge or n == -huge then
    return n > 0 and '{"doubleValue":"Infinity"}' or '{"doubleValue":"-Infinity"}'
  elseif floor(n) == n and n <= MAX_INTEGER and n >= -MAX_INTEGER then
    return format('{"intValue":"%.0f"}', n == 0 and 0 or n)
  end
  return '{"doubleValue":' .. json.encode(n) .. "}"
end

local of

local function of_array(list, depth)
  local values = {}
  for i = 1, MAX_ELEMENTS do
    local element = rawget(list, i)
    if element == nil then
      break
    end
    values[i] = of(element, depth)
  end
  return '{"arrayValue":{"values":[' .. concat(values, ",") .. "]}}"
end

local function key_values(map, depth)
  local parts, count = { "[" }, 1
  for key, value in next, map do
    if count > MAX_ELEMENTS * 3 then
      break
    end
    if type(key) == "string" or type(key) == "number" then
      parts[count + 1] = count > 1 and "}," or ""
      parts[count + 2] = beginning_of(tostring(key))
      parts[count + 3] = of(value, depth)
      count = count + 3
    end
  end
  parts[count + 1] = count > 1 and "}]" or "]"
  return concat(parts)
end

function of(value, depth)
  local kind = type(value)
  if kind == "string" then
    return of_text(value)
  elseif kind == "number" then
    return of_number(value)
  elseif kind == "boolean" then
    return value and '{"boolValue":true}' or '{"boolValue":false}'
  elseif kind ~= "table" or depth == 0 then
    return "{}"
  elseif rawget(value, 1) ~= nil or getmetatable(value) == array_mark then
    return of_array(value, depth - 1)
  end
  return '{"kvlistValue":{"values":' .. key_values(value, depth - 1) .. "}}"
end

-- One AnyValue.
function any_value.of(value)
  return of(value, MAX_DEPTH)
end

-- A list of KeyValues.
function any_value.attributes(map)
  return key_values(map, MAX_DEPTH)
end

return any_value
