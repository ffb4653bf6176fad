-- The lines around the line of a frame, line number to text. On a line with a secret name every string is
-- redacted, on other lines whatever looks like a secret.

local chunk_sources = require "moontrace.chunk_sources"
local redaction = require "moontrace.redaction"
local text = require "moontrace.text"
local utf8_text = require "moontrace.utf8_text"

local find, format, gmatch, match, sub = string.find, string.format, string.gmatch, string.match, string.sub
local concat = table.concat

local AROUND = 2
local MAX_LINE = 200

-- Bytes of a line that are looked at: more than enough for what is shown.
local MAX_BYTES = 4 * MAX_LINE

local function has_secret_name(line)
  for word in gmatch(line, "[%a_][%w_-]*") do
    if redaction.is_secret(word) then
      return true
    end
  end
  return false
end

-- The index after a string that begins at i, terminated or not.
local function after_string(line, i)
  local quote, at = sub(line, i, i), i + 1
  while true do
    at = match(line, "^[^\"'\\]*()", at)
    local c = sub(line, at, at)
    if c == "" then
      return at
    elseif c == quote then
      return at + 1
    end
    at = at + (c == "\\" and 2 or 1)
  end
end

local function without_strings(line)
  local parts, i = {}, 1
  while true do
    local quote = find(line, "[\"']", i)
    if not quote then
      break
    end
    parts[#parts + 1] = sub(line, i, quote - 1)
    parts[#parts + 1] = '"' .. redaction.REDACTED .. '"'
    i = after_string(line, quote)
  end
  parts[#parts + 1] = sub(line, i)
  return concat(parts)
end

local function shown(line)
  line = utf8_text.valid(sub(line, 1, MAX_BYTES))
  line = has_secret_name(line) and without_strings(line) or redaction.text(line, MAX_LINE)
  return text.lines(redaction.code(line), MAX_LINE)
end

-- Errors recur, so the lines of a chunk are remembered as they are shown, until redaction changes.
local function remembered(chunk, number)
  if chunk.shown_version ~= redaction.version then
    chunk.shown, chunk.shown_version = {}, redaction.version
  end
  local known = chunk.shown[number]
  if known == nil then
    local line = chunk_sources.line(chunk, number)
    known = line and shown(line) or false
    chunk.shown[number] = known
  end
  return known or nil
end

-- Two lines before and two after; nil if the line is not part of the text.
return function(chunk, number)
  if number < 1 or not chunk_sources.line(chunk, number) then
    return nil
  end
  local lines = {}
  for i = number - AROUND > 1 and number - AROUND or 1, number + AROUND do
    lines[format("%d", i)] = remembered(chunk, i)
  end
  return lines
end
