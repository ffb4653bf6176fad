-- Finds the value that follows the name of a secret and its equals sign or colon.

local text_ranges = require "moontrace.text_ranges"

local find, lower, match, sub = string.find, string.lower, string.match, string.sub

local LONGEST_WORD = 64
local MAX_BLANKS = 3
local REDACTED = "[redacted]"
local SCHEMES = { bearer = true, basic = true, digest = true, token = true, negotiate = true }
local HARMLESS = { ["nil"] = true, null = true, ["true"] = true, ["false"] = true }

local function skip_blanks(text, from)
  local i = from
  while i - from < MAX_BLANKS and find(text, "^[ \t]", i) do
    i = i + 1
  end
  return i
end

local function word_end(text, from)
  return (match(text, "^[^ \t\n\r,;&\"'<>)}%]|]*()", from))
end

-- Adds the range up to the closing quote or the end of the line.
local function quoted(text, from, quote, found)
  local last = from
  while true do
    last = match(text, "^[^\n\r\"'\\]*()", last)
    local c = sub(text, last, last)
    if c == "" or find(c, "[\n\r]") or sub(text, last, last + #quote - 1) == quote then
      break
    end
    last = last + ((c == "\\" and find(text, "^[^\n\r]", last + 1)) and 2 or 1)
  end
  text_ranges.add(found, from, last)
  return last
end

-- Whether this is the scheme in "Authorization: Bearer …".
local function is_scheme(text, from, last)
  return find(text, "^[ \t]", last) and last - from <= LONGEST_WORD and SCHEMES[lower(sub(text, from, last - 1))]
end

-- The end of a list of cookies: "a=1; b=2".
local function cookies_end(text, first)
  local last = first
  while sub(text, last, last) == ";" do
    local after = word_end(text, skip_blanks(text, last + 1))
    if not find(sub(text, last, after - 1), "=", 1, true) then
      break
    end
    last = after
  end
  return last
end

local function bare_end(text, from, name)
  if sub(text, from, from + #REDACTED - 1) == REDACTED then
    return from + #REDACTED
  end
  local last = word_end(text, from)
  if is_scheme(text, from, last) then
    return word_end(text, skip_blanks(text, last))
  end
  return find(name, "cookie$") and cookies_end(text, last) or last
end

local function is_prose(text, sign, name, from, last)
  if sub(text, sign, sign) ~= ":" or from == sign + 1 or not find(text, "^ [a-z]", last) then
    return false
  end
  return not find(sub(text, from, last - 1), "[^a-z]")
    and not find(name, "passw", 1, true)
    and not find(name, "secret", 1, true)
    and not find(name, "passphrase", 1, true)
end

local secret_values = { REDACTED = REDACTED }

-- Adds the value after the sign and returns its end. The name is in lower case.
function secret_values.find(text, sign, name, quoted_only, found)
  local from = skip_blanks(text, sub(text, sign + 1, sign + 1) == ">" and sign + 2 or sign + 1)
  local quote = match(text, "^\\?[\"']", from)
  if quote then
    return quoted(text, from + #quote, quote, found)
  end
  local last = bare_end(text, from, name)
  if
    quoted_only
    or last == from
    or (last - from <= LONGEST_WORD and HARMLESS[sub(text, from, last - 1)])
    or is_prose(text, sign, name, from, last)
  then
    return from
  end
  text_ranges.add(found, from, last)
  return last
end

return secret_values
