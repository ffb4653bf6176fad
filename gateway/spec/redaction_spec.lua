-- The vectors of redactions.json, card numbers made at random, hostile input.

local checks = require "checks"
local redaction = require "moontrace.redaction"
local text = require "moontrace.text"
local vectors = require "vectors.redactions"

local check, equal = checks.check, checks.equal

for _, vector in ipairs(vectors.redacted) do
  equal(redaction.text(vector.text), vector.shown, vector.text)
end
for _, kept in ipairs(vectors.kept) do
  equal(redaction.text(kept), kept, "kept")
end
for _, name in ipairs(vectors.secret_names) do
  check(redaction.is_secret(name), name)
  equal(redaction.value(name, "x", 10), "[redacted]", name)
end
for _, name in ipairs(vectors.other_names) do
  check(not redaction.is_secret(name), name)
  equal(redaction.value(name, "x", 10), "x", name)
end
for _, vector in ipairs(vectors.code) do
  equal(redaction.code(vector.line), vector.shown, vector.line)
end
for _, vector in ipairs(vectors.context) do
  equal(redaction.context(vector.key, vector.value, 256), vector.shown, vector.key)
end
for _, vector in ipairs(vectors.limited) do
  equal(text.one_line(redaction.text(vector.text, vector.limit), vector.limit), vector.one_line, vector.text)
end

-- Settings

for _, vector in ipairs(vectors.configured) do
  equal(#redaction.configure(true, vector.keys, vector.values), 0, "valid")
  equal(redaction.text(vector.text), vector.shown, vector.text)
  equal(redaction.text(vector.shown), vector.shown, "again")
end
local invalid = redaction.configure(true, { "stern", "%" }, { "[a", 12 })
equal(table.concat(invalid, " "), "% [a 12", "invalid patterns")
check(redaction.is_secret "MorgenStern", "in lower case")
redaction.configure(false, {}, { "a" })
equal(redaction.text "password=a", "password=a", "off")
check(not redaction.is_secret "password", "off")

-- A pattern that Lua refuses on some texts only: all of such a text is redacted.
redaction.configure(true, {}, { "x%f" })
equal(redaction.text "a text", "[redacted]", "refused")
redaction.configure(true)

-- Card numbers at random, as in CardNumbersTest

local seed = 7
local function random(n)
  seed = seed * 16807 % 2147483647
  return seed % n + 1
end

local function passes(digits)
  local sum = 0
  for i = 0, #digits - 1 do
    local digit = tonumber(string.sub(digits, #digits - i, #digits - i)) * (i % 2 + 1)
    sum = sum + math.floor(digit / 10) + digit % 10
  end
  return sum % 10 == 0
end

local prefixes = { "4", "51", "37", "36", "6011", "2221", "62", "81" }
local function card()
  local digits, length = prefixes[random(#prefixes)], 12 + random(7)
  while #digits < length - 1 do
    digits = digits .. random(10) - 1
  end
  for last = 0, 9 do
    if passes(digits .. last) then
      return digits .. last
    end
  end
end

local function grouped(digits)
  local separator = random(2) == 1 and " " or "-"
  local groups, i = {}, 1
  while i <= #digits do
    local size = 2 + random(4)
    groups[#groups + 1] = string.sub(digits, i, i + size - 1)
    i = i + size
  end
  return random(3) == 1 and digits or table.concat(groups, separator)
end

local before = { "", "card ", "no:", "(", "x", "order-", "pan_", "\195\169", "\n", "7 " }
local behind = { "", " ", ".", "!", ", 12", "z", ")", "\n", " USD", "\226\128\168" }
for _ = 1, 2000 do
  local number = grouped(card())
  local shown = redaction.text(before[random(#before)] .. number .. behind[random(#behind)])
  check(not string.find(shown, number, 1, true) and string.find(shown, "[redacted]", 1, true), number)
end
for _ = 1, 2000 do
  local digits = card()
  local i = random(#digits)
  local wrong = (tonumber(string.sub(digits, i, i)) + random(8)) % 10
  digits = string.sub(digits, 1, i - 1) .. wrong .. string.sub(digits, i + 1)
  if not passes(digits) then
    equal(redaction.text(digits), digits, "one wrong digit")
  end
end

-- Never raises, is idempotent

local parts = {
  "password", "token", "=", ":", "://", "@", " ", '"', "'", "\\", "Bearer ", "basic ", "eyJ", ".", "4111111111111111",
  "4111", "-", "1", "0", ";", "&", "[", "]", "\n", "cookie", "a=b", "nil", "Ada", "\255", "\226\128\168", "key", "card ",
  ">", "[redacted]", "(", ",", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln", "/", "\0", "\240\159",
}
for _ = 1, 5000 do
  local made = {}
  for i = 1, random(12) do
    made[i] = parts[random(#parts)]
  end
  local once = redaction.text(table.concat(made))
  equal(redaction.text(once), once, table.concat(made))
end

-- Linear: ten times the text takes about ten times as long, not a hundred times.

local function seconds(part, bytes)
  local long = string.rep(part, math.floor(bytes / #part))
  local begin = os.clock()
  redaction.text(long)
  return os.clock() - begin
end
for _, part in ipairs(vectors.linear) do
  local short, long = seconds(part, 20000), seconds(part, 200000)
  check(long < 40 * short + 0.2, part .. ": " .. short .. " s, then " .. long .. " s")
end

checks.done()
