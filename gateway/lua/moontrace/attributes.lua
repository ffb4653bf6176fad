-- Attributes of spans, events, links and log records: a map from name to string, number, boolean, or a
-- list of one of these. Foreign tables are read without their metamethods.

local utf8_text = require "moontrace.utf8_text"

local next, rawget, type = next, rawget, type
local sub = string.sub

local MAX_ATTRIBUTES, MAX_LIST = 128, 128
local MAX_KEY, MAX_TEXT = 512, 4096

-- Bytes of one character at most, as far as a cut is concerned.
local MAX_BYTES = 4

-- Entries of a foreign table that are looked at.
local MAX_SEEN = 1024

local attributes = { MAX_ATTRIBUTES = MAX_ATTRIBUTES, MAX_TEXT = MAX_TEXT }

local function cut(text, limit)
  if #text <= limit then
    return text
  end
  return (utf8_text.cut(utf8_text.valid(sub(text, 1, limit * MAX_BYTES)), limit))
end

-- A text cut to the given number of characters.
attributes.cut = cut

-- The elements up to the first one whose type is another than that of the first.
local function list_of(value)
  local first = rawget(value, 1)
  local kind = type(first)
  if kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
    return nil
  end
  local list = {}
  for i = 1, MAX_LIST do
    local element = rawget(value, i)
    if type(element) ~= kind then
      break
    end
    list[i] = kind == "string" and cut(element, MAX_TEXT) or element
  end
  return list
end

local function value_of(value)
  local kind = type(value)
  if kind == "string" then
    return cut(value, MAX_TEXT)
  elseif kind == "number" or kind == "boolean" then
    return value
  elseif kind == "table" then
    return list_of(value)
  end
  return nil
end

-- Adds one attribute to a map that has count attributes. Returns the new count, and 1 if it was dropped
-- because the map is full. What is no attribute is ignored.
function attributes.put(map, count, key, value)
  if type(key) ~= "string" then
    return count, 0
  end
  value = value_of(value)
  if value == nil then
    return count, 0
  end
  key = cut(key, MAX_KEY)
  if map[key] == nil then
    if count >= MAX_ATTRIBUTES then
      return count, 1
    end
    count = count + 1
  end
  map[key] = value
  return count, 0
end

-- Adds all of a foreign table. Returns the new count, and how many were dropped.
function attributes.put_all(map, count, foreign)
  local dropped, seen = 0, 0
  for key, value in next, foreign do
    local more
    count, more = attributes.put(map, count, key, value)
    dropped = dropped + more
    seen = seen + 1
    if seen == MAX_SEEN then
      break
    end
  end
  return count, dropped
end

-- A new map of the attributes of a foreign table (nil is an empty one), and how many were dropped.
function attributes.of(foreign)
  local map = {}
  if type(foreign) ~= "table" then
    return map, 0
  end
  local _, dropped = attributes.put_all(map, 0, foreign)
  return map, dropped
end

return attributes
