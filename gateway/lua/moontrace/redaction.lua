-- Redacts secrets from reports, by the name of a value and by what the value looks like. Only what this
-- library writes is redacted, never what the program sees. Never raises.

local secret_names = require "moontrace.secret_names"
local secret_text = require "moontrace.secret_text"
local secret_values = require "moontrace.secret_values"
local text_ranges = require "moontrace.text_ranges"
local text_of = require "moontrace.text"
local utf8_text = require "moontrace.utf8_text"

local find, pcall, sub, type = string.find, pcall, string.sub, type

local REDACTED = secret_values.REDACTED

-- Characters scanned beyond a limit: a secret that the limit cuts in two would not be recognised.
local LOOKAHEAD = 256

-- A redacted secret can hide another one.
local MAX_ROUNDS = 4

-- Additional patterns of each kind.
local MAX_PATTERNS = 32

local on = true
local values = {}

-- Whether a range begins or ends inside the marker.
local function is_within_redacted(text, from, to)
  local first = from - #REDACTED + 1
  local at = find(text, REDACTED, first > 1 and first or 1, true)
  while at and at < to do
    if from > at or to < at + #REDACTED then
      return true
    end
    at = find(text, REDACTED, at + #REDACTED, true)
  end
  return false
end

local function find_all(text, pattern, found)
  local i = 1
  while i <= #text do
    local ok, first, last = pcall(find, text, pattern, i)
    if not ok then
      text_ranges.add(found, 1, #text + 1) -- too complex: nothing of the text can be shown
      return
    elseif not first then
      return
    end
    if not is_within_redacted(text, first, last + 1) then
      text_ranges.add(found, first, last + 1)
    end
    i = last >= first and last + 1 or first + 1
  end
end

local function without(text, is_code)
  for _ = 1, MAX_ROUNDS do
    local found = secret_text.find(text, is_code)
    for i = 1, #values do
      find_all(text, values[i], found)
    end
    local less = text_ranges.replace(found, text, REDACTED)
    if less == text then
      break
    end
    text = less
  end
  return text
end

local redaction = {
  REDACTED = REDACTED,
  -- Changes with the settings, for whoever remembers what was redacted.
  version = 1,
}

-- The patterns that Lua accepts, and the others.
local function checked(patterns)
  local valid, invalid = {}, {}
  for i = 1, #(patterns or valid) do
    local pattern = patterns[i]
    if type(pattern) == "string" and pattern ~= "" and #valid < MAX_PATTERNS and pcall(find, "", pattern) then
      valid[#valid + 1] = pattern
    else
      invalid[#invalid + 1] = pattern
    end
  end
  return valid, invalid
end

-- Sets whether anything is redacted, patterns of Lua that mark the name of a secret (compared in lower
-- case), and patterns whose matches in a text are redacted. Returns the patterns that are ignored.
function redaction.configure(is_on, keys, of_values)
  local valid_keys, invalid = checked(keys)
  local valid_values, more = checked(of_values)
  for i = 1, #more do
    invalid[#invalid + 1] = more[i]
  end
  on, values = is_on, valid_values
  redaction.version = redaction.version + 1
  secret_names.configure(valid_keys)
  return invalid
end

-- Whether a variable, field or header of this name may hold a secret.
function redaction.is_secret(name)
  return on and secret_names.has(name)
end

-- A text without its secrets. With a limit, for a caller that cuts the text there: only the beginning of
-- a longer text is scanned, and the result shows that it was cut.
function redaction.text(text, limit)
  if not on then
    return text
  end
  if not limit or #text <= limit + LOOKAHEAD then
    return without(text, false)
  end
  local scanned, longer = utf8_text.cut(text, limit + LOOKAHEAD)
  local shown = without(scanned, false)
  if longer and utf8_text.length(shown) <= limit then
    return shown .. text_of.TRUNCATED
  end
  return shown
end

-- A line of code without its secrets. Unlike in text(), an unquoted expression after a name is kept.
function redaction.code(line)
  return on and without(line, true) or line
end

-- The value of a variable: redacted if its name marks a secret, otherwise like text().
function redaction.value(name, value, limit)
  return redaction.is_secret(name) and REDACTED or redaction.text(value, limit)
end

-- Like value(), but the session id, which has a field of its own, is not redacted by its name.
function redaction.context(key, value, limit)
  if key == "session.id" or key == "session_id" then
    return redaction.text(value, limit)
  end
  return redaction.value(key, value, limit)
end

return redaction
