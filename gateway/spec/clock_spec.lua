-- moontrace.clock: the time, its sources, its text.

local checks = require "checks"
local clock = require "moontrace.clock"
local check, equal = checks.check, checks.equal

local now = os.time()
local micros = clock.micros()
check(micros >= (now - 1) * 1000000 and micros <= (now + 2) * 1000000, "the time is " .. micros)
equal(micros % 1, 0, "whole microseconds")
local last = 0
for _ = 1, 1000 do
  local this = clock.micros()
  if this < last then
    error "went back"
  end
  last = this
end
local monotonic = clock.monotonic()
check(monotonic == nil or clock.monotonic() >= monotonic, "monotonic")

equal(clock.nanos_text(1764051234563123), "1764051234563123000", "nanoseconds")
equal(clock.nanos_text(1764051234563123.75), "1764051234563123000", "fractions are cut")
equal(clock.nanos_text(0), "0", "zero")
for _, bad in ipairs { -1, 0 / 0, 1 / 0, -1 / 0, "x", {} } do
  equal(clock.nanos_text(bad), "0", tostring(bad))
end
equal(clock.nanos_text(nil), "0", "nil")

clock.use { wall = function() return 17 end }
equal(clock.micros(), 17, "another clock")
equal(clock.monotonic(), nil, "without a monotonic one")
clock.use(nil)
check(clock.micros() > 17, "the best one again")

-- nginx without ffi, and plain Lua: the module chooses when it is loaded.
local function loaded_with(globals, ffi)
  local saved, saved_ffi, saved_preload = {}, package.loaded.ffi, package.preload.ffi
  for name, value in pairs(globals) do
    saved[name] = rawget(_G, name)
    rawset(_G, name, value or nil)
  end
  package.loaded.ffi, package.preload.ffi = ffi, nil
  package.loaded["moontrace.clock"] = nil
  local loaded = require "moontrace.clock"
  package.loaded["moontrace.clock"] = clock
  package.loaded.ffi, package.preload.ffi = saved_ffi, saved_preload
  for name in pairs(globals) do
    rawset(_G, name, saved[name])
  end
  return loaded
end

local updates = 0
local nginx = loaded_with {
  jit = false,
  ngx = { now = function() return 1764051234.563 end, update_time = function() updates = updates + 1 end },
}
equal(nginx.micros(), 1764051234563000, "nginx")
equal(updates, 1, "the cached time is updated")
local plain = loaded_with { jit = false, ngx = false }
local previous = 0
for _ = 1, 1000 do
  local this = plain.micros()
  if this < previous or math.abs(this / 1000000 - os.time()) > 2 then
    error("plain Lua: " .. this)
  end
  previous = this
end
equal(plain.monotonic(), nil, "plain Lua has no monotonic clock")

checks.done()
