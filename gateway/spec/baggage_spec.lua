-- moontrace.baggage: W3C Baggage.

local checks = require "checks"
local baggage = require "moontrace.baggage"
local check, equal = checks.check, checks.equal
local rep = string.rep

local function read(header)
  local pairs_of = {}
  for _, entry in ipairs(baggage.parse(header) or {}) do
    pairs_of[#pairs_of + 1] = entry.key .. "=" .. entry.value
  end
  return table.concat(pairs_of, "|")
end

local function passed(header)
  return baggage.format(baggage.parse(header))
end

-- The examples of the specification.
equal(read "key1=value1;property1;property2, key2 = value2, key3=value3; propertyKey=propertyValue",
  "key1=value1|key2=value2|key3=value3", "definition")
equal(read "userId=alice,serverNode=DF%2028,isProduction=false", "userId=alice|serverNode=DF 28|isProduction=false", "example")
equal(read "userId =   alice", "userId=alice", "blanks MUST be trimmed")
equal(read "serverNode = DF%2028, isProduction = false", "serverNode=DF 28|isProduction=false", "blanks")
equal(read "SomeKey=SomeValue=equals", "SomeKey=SomeValue=equals", "an equals sign in a value")
equal(read "a=1;p=2=3;q", "a=1", "an equals sign in a property")
equal(read "\ta\t=\t1\t;\tp\t,\tb=2", "a=1|b=2", "tabs")
equal(read "a=", "a=", "an empty value")
equal(read "city=K%C3%B6ln%2C%3b", "city=K\195\182ln,;", "UTF-8")
equal(read "a=100%,b=%zz,c=%4", "a=100%|b=%zz|c=%4", "percent signs that encode nothing")
equal(read "a=1,,b=2,", "a=1|b=2", "empty members")
equal(read "!#$%&'*+-.^_`|~aZ09=x", "!#$%&'*+-.^_`|~aZ09=x", "all characters of a token")
for _, bad in ipairs { "", ",", "a", "=1", "a b=1", "a(=1", "\195\164=1", "a\"=1", ";;==,,", rep("k", 257) .. "=1" } do
  equal(read(bad), "", "malformed: " .. bad)
  equal(read("x=1," .. bad .. ",y=2"), "x=1|y=2", "others stay: " .. bad)
end
equal(baggage.parse(nil), nil, "no header")
equal(read(rep("k", 256) .. "=1"), rep("k", 256) .. "=1", "key of 256 characters")
equal(read(rep(",", 1100) .. "a=1"), "a=1", "empty members do not count")
equal(read(rep("x,", 1024) .. "a=1"), "", "1024 members are looked at")
equal(read(rep("x,", 1023) .. "a=1"), "a=1", "but not less")
equal(read "a=1,b=2,a=3", "a=3|b=2", "the last of two")

-- What is not changed goes on as it came.
for _, header in ipairs { "a=1;p=1;q,b=2", "a=%c3%b6", "a=x=y", "a=!#$%25&'()*+-./:<=>?@[]^_`{|}~" } do
  equal(passed(header), header, "passed on")
end
equal(passed "a = 1 ; p = 2 , b = 2", "a=1; p = 2,b=2", "without blanks around the value")
equal(passed "a=x y\"z\\", "a=x%20y%22z%5C", "what should have been encoded is encoded")
equal(passed "a=1;p=\1", "a=1", "properties with control characters")

-- A baggage is never changed; setting makes another.
local first = baggage.parse "a=1;p,b=2"
local second = baggage.set(first, "b", "x y,;=\r\n\195\164")
equal(baggage.format(first), "a=1;p,b=2", "the first")
equal(baggage.format(second), "a=1;p,b=x%20y%2C%3B%3D%0D%0A%C3%A4", "the second")
equal(baggage.get(baggage.parse(baggage.format(second)), "b"), "x y,;=\r\n\195\164", "there and back")
equal(baggage.format(baggage.set(first, "a", nil)), "b=2", "removed")
equal(baggage.format(baggage.set(first, "z", nil)), "a=1;p,b=2", "nothing to remove")
equal(baggage.format(baggage.set(nil, "a", "1")), "a=1", "of none")
equal(baggage.format(nil), nil, "none")
equal(baggage.format(baggage.set(baggage.parse "a=1", "a", nil)), nil, "empty")
equal(baggage.format(baggage.set(first, "bad key", "1")), "a=1;p,b=2", "bad key")
equal(baggage.format(baggage.set(first, "c", rep("v", 4097))), "a=1;p,b=2", "long value")
equal(baggage.get(first, "c"), nil, "get nothing")
equal(baggage.all(first).a, "1", "all")

-- At least 64 members and 8192 bytes MUST be propagated.
local members = {}
for i = 1, 65 do
  members[i] = "k" .. i .. "=" .. i
end
local all = table.concat(members, ",", 1, 64)
equal(passed(all), all, "64 members")
equal(passed(table.concat(members, ",")), all, "65 members")
equal(#baggage.set(baggage.parse(all), "one_more", "1"), 64, "one more is not set")
equal(baggage.get(baggage.set(baggage.parse(all), "k1", "new"), "k1"), "new", "but one of them is")
local long = "a=" .. rep("v", 4000) .. ",b=" .. rep("=", 4187)
equal(#long, 8192, "8192 bytes")
equal(passed(long), long, "8192 bytes")
equal(passed(long .. "x"), "a=" .. rep("v", 4000), "8193 bytes")
equal(passed(long .. ",a=1"), "a=1,b=" .. rep("=", 4187), "a shorter value for the same key")
local sent = baggage.format(baggage.set(baggage.set(nil, "a", rep("\195\164", 2000)), "b", rep("x", 4000)))
check(#sent <= 8192, "never more than 8192 bytes: " .. #sent)

-- Anything can be set, and comes back.
local state = 42
local function pseudo_random(n)
  state = (state * 16807) % 2147483647
  return state % n
end
for _ = 1, 200 do
  local value = {}
  for i = 1, pseudo_random(40) do
    value[i] = string.char(pseudo_random(256))
  end
  value = table.concat(value)
  local header = baggage.format(baggage.set(nil, "k", value))
  if string.find(header, "[^!-~]") or baggage.get(baggage.parse(header), "k") ~= value then
    error("not the same: " .. header)
  end
end
check(true, "200 values")

checks.done()
