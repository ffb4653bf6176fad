-- moontrace.random: known values of MRG32k3a, the form of ids, no repetition, and the program's own
-- random numbers untouched.

math.randomseed(42)
local before = { math.random(1000000), math.random(1000000) }
math.randomseed(42)

local checks = require "checks"
local random = require "moontrace.random"
local check, equal = checks.check, checks.equal

-- The first numbers of L'Ecuyer's own program, whose seeds are 12345.
random.set_state { 12345, 12345, 12345, 12345, 12345, 12345 }
for i, expected in ipairs { "0.1270", "0.3185", "0.3092", "0.8258", "0.2216" } do
  equal(string.format("%.4f", random.fraction()), expected, "MRG32k3a, number " .. i)
end

-- No id is all zeros, even if the generator gives zeros.
random.set_state { 0, 0, 0, 1, 0, 0 }
check(string.find(random.span_id(), "[^0]"), "span id is not zero")
random.set_state { 0, 0, 0, 1, 0, 0 }
check(string.find(random.trace_id(), "[^0]"), "trace id is not zero")

random.seed()
local seen, digits = {}, {}
for i = 1, 2000 do
  local trace_id, span_id = random.trace_id(), random.span_id()
  if #trace_id ~= 32 or #span_id ~= 16 or string.find(trace_id .. span_id, "[^0-9a-f]") then
    error("malformed: " .. trace_id .. " " .. span_id)
  end
  if seen[trace_id] or seen[span_id] then
    error "repeated"
  end
  seen[trace_id], seen[span_id] = true, true
  for digit in string.gmatch(string.sub(trace_id, 19), ".") do
    digits[digit] = (digits[digit] or 0) + 1
  end
end
checks.check(true, "2000 ids")

-- The right-most 7 bytes are uniform (W3C, random-trace-id): chi-squared with 15 degrees of freedom is
-- beyond 60 once in a million runs or less.
local expected, chi = 2000 * 14 / 16, 0
for value = 0, 15 do
  local n = digits[string.format("%x", value)] or 0
  chi = chi + (n - expected) ^ 2 / expected
end
check(chi < 60, "chi-squared " .. chi)

for bytes = 0, 20 do
  equal(#random.hex(bytes), bytes * 2, "hex(" .. bytes .. ")")
end
equal(#random.hex(1000), 128, "hex is bounded")

-- Two forked processes: the same state, then seeded.
local function ids_after(extra)
  random.set_state { 1, 2, 3, 4, 5, 6 }
  random.seed(extra)
  return random.trace_id()
end
check(ids_after(1) ~= ids_after(2), "two workers")
check(ids_after(1) ~= ids_after(1), "two workers with one number")

-- Without /dev/urandom the process id is enough.
local open = io.open
io.open = nil
package.loaded["moontrace.random"] = nil
local without = require "moontrace.random"
io.open = open
without.set_state { 1, 2, 3, 4, 5, 6 }
without.seed(4711)
local first = without.trace_id()
without.set_state { 1, 2, 3, 4, 5, 6 }
without.seed(4712)
check(first ~= without.trace_id(), "two workers without /dev/urandom")

equal(math.random(1000000), before[1], "math.random is as before")
equal(math.random(1000000), before[2], "math.random is as before")

checks.done()
