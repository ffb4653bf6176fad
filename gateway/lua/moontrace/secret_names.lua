-- Recognises the names of secrets. Names recur, so results are cached.

local find, gsub, lower, sub = string.find, string.gsub, string.lower, string.sub
local pcall = pcall

-- Names remembered; a full cache starts anew.
local REMEMBERED = 256

-- Longer names are not cached, and only this many bytes of them are searched.
local LONGEST = 128

local ANYWHERE = {
  "password", "passwd", "passphrase", "passcode", "secret", "token", "authorization", "authorisation", "cookie",
  "credential", "bearer",
}
local LAST_WORDS = {
  pass = true, pwd = true, auth = true, card = true, otp = true, cvv = true, cvc = true, iban = true, ssn = true,
  jwt = true,
}
local PAIRS = {
  "api[_. -]?key", "api[_. -]?id", "private[_. -]?key", "private[_. -]?id", "session[_. -]?key", "session[_. -]?id",
  "access[_. -]?key", "access[_. -]?id", "card[_. -]?no", "card[_. -]?num",
}

local cache, cached = {}, 0
local more = {}

local function last_word(name)
  -- A line break at the end does not count, as for "$" in a regular expression of Java.
  name = gsub(name, "\r?\n$", "")
  local first = find(name, "[^_. -]*$")
  return sub(name, first)
end

local function is_secret(name)
  for i = 1, #ANYWHERE do
    if find(name, ANYWHERE[i], 1, true) then
      return true
    end
  end
  if LAST_WORDS[last_word(name)] then
    return true
  end
  for i = 1, #PAIRS do
    if find(name, PAIRS[i]) then
      return true
    end
  end
  for i = 1, #more do
    local ok, found = pcall(find, name, more[i])
    if not ok or found then
      return true
    end
  end
  return false
end

local secret_names = {}

-- Whether a variable, field or header of this name may hold a secret.
function secret_names.has(name)
  if #name > LONGEST then
    return is_secret(lower(sub(name, 1, LONGEST)))
  end
  local known = cache[name]
  if known == nil then
    known = is_secret(lower(name))
    if cached == REMEMBERED then
      cache, cached = {}, 0
    end
    cache[name] = known
    cached = cached + 1
  end
  return known
end

-- Sets additional patterns of Lua, found anywhere in a name in lower case.
function secret_names.configure(patterns)
  more = patterns
  cache, cached = {}, 0
end

return secret_names
