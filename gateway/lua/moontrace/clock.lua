-- Wall clock and monotonic clock in microseconds, from the best source there is: clock_gettime by
-- LuaJIT's ffi, nginx's clock (milliseconds), or os.time refined by os.clock.

local pcall, require, tonumber, type = pcall, require, tonumber, type
local format = string.format
local floor, huge = math.floor, math.huge
local time, cpu = os.time, os.clock
local jit, ngx = rawget(_G, "jit"), rawget(_G, "ngx")

local MICROS = 1000000
local REALTIME = 0
local MONOTONIC = { Linux = 1, OSX = 6 }

-- The function has a name of our own, and no type is defined: the program's own cdef is not disturbed.
local function of_ffi()
  local monotonic_id = type(jit) == "table" and MONOTONIC[jit.os]
  local found, ffi = pcall(require, "ffi")
  if not monotonic_id or not found then
    return nil
  end
  ffi.cdef [[int moontrace_clock_gettime(int, void *) __asm__("clock_gettime");]]
  local C, now = ffi.C, ffi.new "struct { long seconds; long nanos; }[1]"
  local function read(id)
    C.moontrace_clock_gettime(id, now)
    return tonumber(now[0].seconds) * MICROS + floor(tonumber(now[0].nanos) / 1000)
  end
  local wall = function() return read(REALTIME) end
  local monotonic = function() return read(monotonic_id) end
  return wall() > 0 and monotonic() > 0 and { wall = wall, monotonic = monotonic } or nil
end

local function of_nginx()
  if type(ngx) ~= "table" or not ngx.now or not ngx.update_time then
    return nil
  end
  return {
    wall = function()
      ngx.update_time()
      return floor(ngx.now() * 1000 + 0.5) * 1000
    end,
  }
end

-- os.clock is the processor time used, which passes more slowly than the time: it only gives the order
-- of what happens within one second.
local function of_os()
  local second, used = time(), cpu()
  return {
    wall = function()
      local now = time()
      if now ~= second then
        second, used = now, cpu()
      end
      local since = floor((cpu() - used) * MICROS)
      return now * MICROS + (since < MICROS and since or MICROS - 1)
    end,
  }
end

local function best()
  if type(jit) == "table" then
    local ok, source = pcall(of_ffi)
    if ok and source then
      return source
    end
  end
  return of_nginx() or of_os()
end

local source = best()

local clock = {}

-- For tests and for hosts with a better clock: wall and, if there is one, monotonic, both functions
-- that return microseconds. Nil chooses the best source again.
function clock.use(functions)
  source = functions or best()
end

-- Microseconds since the epoch.
function clock.micros()
  return source.wall()
end

-- Microseconds since some moment in the past, never set back; nil if there is no such clock.
function clock.monotonic()
  local monotonic = source.monotonic
  return monotonic and monotonic() or nil
end

-- Nanoseconds as OTLP/JSON writes them: a decimal number in a string, because it exceeds 2^53.
function clock.nanos_text(micros)
  if type(micros) ~= "number" or micros ~= micros or micros <= 0 or micros == huge then
    return "0"
  end
  return format("%.0f000", floor(micros))
end

return clock
