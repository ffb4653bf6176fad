-- Finds secrets in free text by their form: card numbers, bearer and basic tokens, JSON Web Tokens,
-- passwords in URLs, and values after the name of a secret. It makes one pass and looks back only a
-- bounded number of bytes, so the time is linear in the length.

local card_numbers = require "moontrace.card_numbers"
local secret_pairs = require "moontrace.secret_pairs"
local text_ranges = require "moontrace.text_ranges"

local byte, find, gsub, lower, match, sub =
  string.byte, string.find, string.gsub, string.lower, string.match, string.sub
local gmatch = string.gmatch

local SHORTEST_CARD = 13
local SHORTEST_JWT = 20
local SHORTEST_TOKEN = 6
local MAX_BLANKS = 4

-- Longer than any ordinary word.
local LONG_TOKEN = 20

-- The end of a token, which consists of the characters of RFC 6750's b64token.
local function token_end(text, from)
  return (match(text, "^[A-Za-z0-9%-._~+/]*()", from))
end

-- Whether this is not an ordinary word, as in "Basic authentication": it is long or not all lower case.
local function is_token(text, from, to)
  local plain = find(sub(text, from, to - 1), "^[A-Z]?[a-z.]*$")
  return to - from >= (plain and LONG_TOKEN or SHORTEST_TOKEN)
end

-- Whether the text before an index ends with this word, ignoring case.
local function ends_in(word, text, last)
  local first = last - #word
  return first >= 1
    and lower(sub(text, first, last - 1)) == word
    and (first == 1 or not find(text, "^%w", first - 1))
end

local function is_scheme(text, blank)
  return ends_in("bearer", text, blank) or ends_in("basic", text, blank)
end

-- The token after "Bearer" or "Basic" and a blank.
local function token(text, blank, found)
  local from = blank
  while from - blank < MAX_BLANKS and find(text, "^[ \t]", from) do
    from = from + 1
  end
  local last = token_end(text, from)
  if is_token(text, from, last) then
    text_ranges.add(found, from, last)
  end
  return last
end

local function is_jwt(text, i)
  return i >= 3 and sub(text, i - 2, i - 1) == "ey" and (i == 3 or not find(text, "^%w", i - 3))
end

-- A JSON Web Token (header, payload, signature). "eyJ" begins a JSON object in Base64.
local function jwt(text, from, found)
  local last = token_end(text, from)
  local dot = find(sub(text, from, last - 1), ".", 1, true)
  if last - from >= SHORTEST_JWT and dot and dot > 1 then
    text_ranges.add(found, from, last)
  end
  return last
end

-- The password in "://user:password@host", or a long user name, which is a token.
local function user_info(text, from, found)
  local last = match(text, "^[^/?#\"'<> \t\n\r\\]*()", from)
  local part = sub(text, from, last - 1)
  local at = match(part, "^.*()@")
  if not at then
    return from
  end
  local colon = find(part, ":", 1, true)
  local named = colon and colon < at
  if named or at - 1 >= LONG_TOKEN then
    text_ranges.add(found, named and from + colon or from, from + at - 1)
    return from + at - 1
  end
  return from
end

-- Examines the byte at an index and returns the index at which to continue.
local function examine(text, i, is_code, found)
  local b = byte(text, i)
  if b >= 48 and b <= 57 then
    return card_numbers.find(text, i, found)
  elseif b == 61 or b == 58 then -- = :
    if sub(text, i, i + 2) == "://" then
      return user_info(text, i + 3, found)
    end
    return secret_pairs.find(text, i, is_code, found)
  elseif b == 74 then -- J
    return is_jwt(text, i) and jwt(text, i - 2, found) or i
  end
  return is_scheme(text, i) and token(text, i, found) or i
end

local function indicates(text, i)
  local b = byte(text, i)
  if b == 61 or b == 58 then
    return secret_pairs.may_begin(text, i)
  elseif b == 74 then
    return is_jwt(text, i)
  end
  return is_scheme(text, i)
end

-- A quick check without false negatives, because nearly no text holds a secret.
local function is_suspect(text)
  local i = find(text, "[=: \tJ]")
  while i do
    if indicates(text, i) then
      return true
    end
    i = find(text, "[=: \tJ]", i + 1)
  end
  for run in gmatch(text, "%d[%d=: \tJ-]+") do
    local _, digits = gsub(run, "%d", "")
    if digits >= SHORTEST_CARD then
      return true
    end
  end
  return false
end

local secret_text = {}

-- The ranges of the secrets. In code, an unquoted expression after a name is not the value itself.
function secret_text.find(text, is_code)
  local found = {}
  if not is_suspect(text) then
    return found
  end
  local i = find(text, "[%d=: \tJ]")
  while i do
    local after = examine(text, i, is_code, found)
    i = find(text, "[%d=: \tJ]", after > i and after or i + 1)
  end
  return found
end

return secret_text
