-- Finds the value in `password=…`, `"token": "…"`, `Authorization: Bearer …` and the like: the name of a
-- secret, an equals sign or a colon, and a value. Not every such pair is a secret:
--
-- * `TokenException: no such token` and `scripts/token.lua:12` tell where an error comes from;
-- * `token == x` and `token::x` are a comparison and a qualified name;
-- * `nil`, `null`, `true`, `false` contain nothing secret;
-- * `unexpected token: end of file` is prose: a colon, a blank and a lower-case word that another word
--   follows. After the name of a password, even such a word is redacted.

local secret_names = require "moontrace.secret_names"
local secret_values = require "moontrace.secret_values"

local find, lower, match, sub = string.find, string.lower, string.match, string.sub

local LONGEST_NAME = 64
local MAX_BLANKS = 3
local LONGEST_POSITION = 6
local SECOND_WORDS = {
  key = true, number = true, no = true, num = true, id = true, value = true, header = true, code = true,
}

-- The character at an index; outside of the text, a line feed.
local function at(text, i)
  local c = i >= 1 and sub(text, i, i) or ""
  return c == "" and "\n" or c
end

local function is_comparison(text, sign)
  local before, after = at(text, sign - 1), at(text, sign + 1)
  if at(text, sign) == ":" then
    return after == ":" or before == ":" or after == "="
  end
  return after == "=" or find(before, "[=~!<>]") ~= nil
end

-- The index after the name, before blanks, quotes, and brackets around quotes.
local function name_end(text, sign)
  local last = sign
  if at(text, last - 1) == ":" then -- :=
    last = last - 1
  end
  for _ = 1, MAX_BLANKS do
    if not find(at(text, last - 1), "[ \t]") then
      break
    end
    last = last - 1
  end
  if at(text, last - 1) == "]" and find(at(text, last - 2), "[\"']") then
    last = last - 1
  end
  if find(at(text, last - 1), "[\"']") then
    last = last - (at(text, last - 2) == "\\" and 2 or 1)
  end
  return last > 1 and last or 1
end

local function word_begin(text, last)
  local first = last
  while first > 1 and last - first < LONGEST_NAME and find(text, "^[%w_.-]", first - 1) do
    first = first - 1
  end
  return first
end

-- In "api key" and "card number", the previous word belongs to the name.
local function two_words(text, first, last)
  if at(text, first - 1) == " " and SECOND_WORDS[lower(sub(text, first, last - 1))] then
    return sub(text, word_begin(text, first - 1), last - 1)
  end
  return ""
end

local function is_throwable(name)
  return find(name, "Exception$") or find(name, "Error$") or find(name, "Failure$")
end

-- Whether this is a position such as "@scripts/token.lua:12".
local function is_position(text, sign, name, first)
  local digits = at(text, sign) == ":" and match(sub(text, sign + 1, sign + LONGEST_POSITION), "^%d+")
  if not digits or find(at(text, sign + 1 + #digits), "%w") then
    return false
  end
  local extension = match(name, "^.*%.(.*)$")
  return at(text, first - 1) == "@"
    or at(text, sign - 1) == "]"
    or (extension ~= nil and not secret_names.has(extension))
end

local secret_pairs = {}

-- A quick check of the character before a colon or an equals sign: whether a name can end there.
function secret_pairs.may_begin(text, sign)
  return find(at(text, sign - 1), "[%w\"'%] \t_:]") ~= nil
end

-- Adds the secret value of the pair around a colon or an equals sign, if there is one. With
-- quoted_only, values without quotes are ignored. Returns the index at which to continue.
function secret_pairs.find(text, sign, quoted_only, found)
  if is_comparison(text, sign) then
    return sign + 1
  end
  local last = name_end(text, sign)
  local first = word_begin(text, last)
  local name = sub(text, first, last - 1)
  if
    name == ""
    or is_throwable(name)
    or is_position(text, sign, name, first)
    or not (secret_names.has(name) or secret_names.has(two_words(text, first, last)))
  then
    return sign + 1
  end
  return secret_values.find(text, sign, lower(name), quoted_only, found)
end

return secret_pairs
