-- The part of a message that distinguishes one bug from another, without the values of the request:
-- docs/fingerprint.md, section Text.

local utf8_text = require "moontrace.utf8_text"

local find, gmatch, gsub, match, sub = string.find, string.gmatch, string.gsub, string.match, string.sub
local concat = table.concat

local MAX_LENGTH = 256

-- Characters of a message that are considered, whatever part of it is shown.
local MAX_MESSAGE = 8192

local VALUE = "*"
local CLOSING = { ['"'] = '^"[^"\n]*"()', ["`"] = "^`[^`\n]*`()", ["'"] = "^'[^'\n]*'()" }

-- The index after a colon, digits or "?", an optional colon and a space.
local function line_number(s, i)
  return match(s, "^:%d+:? ()", i) or match(s, "^:%?:? ()", i)
end

-- The index after a position with a chunk in brackets. The text of a chunk may contain the brackets.
local function bracketed(s, begin)
  local i = match(s, '^%[string "()', begin)
  local last = i and match(s, "^[^\n]*()", i)
  while i do
    local _, close = find(s, '"]', i, true)
    if not close or close >= last then
      return nil
    end
    local after = line_number(s, close + 1)
    if after then
      return after
    end
    i = close
  end
end

local function position(s, begin)
  local drive = match(s, "^%a:[^ \t\r\n:]+()", begin)
  local path = match(s, "^[^ \t\r\n:]+()", begin)
  return bracketed(s, begin) or (drive and line_number(s, drive)) or (path and line_number(s, path))
end

local message_text = {}

-- The beginning of a message that is considered.
function message_text.bounded(message)
  return (utf8_text.cut(message, MAX_MESSAGE))
end

-- A message without the positions at its beginning.
function message_text.without_position(message)
  local begin = 1
  local after = position(message, begin)
  while after do
    begin = after
    after = position(message, begin)
  end
  return sub(message, begin)
end

-- Replaces quoted text, from left to right.
local function without_quoted(line)
  local parts, i = {}, 1
  while true do
    local quote = find(line, "[\"`']", i)
    if not quote then
      break
    end
    local c = sub(line, quote, quote)
    local inside_word = c == "'" and quote > 1 and find(line, "^%w", quote - 1)
    local after = not inside_word and match(line, CLOSING[c], quote)
    parts[#parts + 1] = sub(line, i, quote - 1)
    parts[#parts + 1] = after and " * " or c
    i = after or quote + 1
  end
  parts[#parts + 1] = sub(line, i)
  return concat(parts)
end

-- The words of the first line, with an asterisk for each run of values.
local function without_values(body)
  local line = utf8_text.cut(match(body, "^[^\n]*"), MAX_LENGTH)
  local words, was_value = {}, false
  for word in gmatch(without_quoted(line), "[^ \t\r]+") do
    local is_value = find(word, "[0-9*/\\@=]") ~= nil
    if not (is_value and was_value) then
      words[#words + 1] = is_value and VALUE or word
    end
    was_value = is_value
  end
  return concat(words, " ")
end

-- Messages of Lua itself are worded differently by each engine; only these beginnings are the same.
local function of_engine(body)
  return match(body, "^attempt to [a-z]+") or match(body, "^bad argument") or match(body, "^vm error: [^ \t\r\n:]+")
end

-- The text that enters the fingerprint: one line; may be empty. The literal text is what the script's
-- string constants say of the message; nil if the script is not known.
function message_text.of(message, literal_text)
  local body = message_text.without_position(message)
  return of_engine(body) or (literal_text and gsub(literal_text, "\n", " ")) or without_values(body)
end

return message_text
