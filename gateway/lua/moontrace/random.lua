-- Random trace and span ids. The generator is MRG32k3a (L'Ecuyer, "Good parameters and implementations
-- for combined multiple recursive random number generators", 1999): it needs no bit operators, all its
-- products fit a double, and its period is 2^191. math.random is not used, because the program would
-- see its own sequence change.

local ipairs, pcall, tostring, type = ipairs, pcall, tostring, type
local byte, format, sub = string.byte, string.format, string.sub
local concat = table.concat
local open, time, clock = io and io.open, os and os.time, os and os.clock

local M1, M2 = 4294967087, 4294944443
local SEED_BYTES = 48
local WARM_UP = 16
local MAX_HEX_BYTES = 64

-- The six words of the state; the first three are modulo M1, the last three modulo M2.
local state = { 1, 2, 3, 4, 5, 6 }
local factors = { 65599, 69069, 1013, 131071, 524287, 40503 }

-- A number from 0 to M1 - 1.
local function draw()
  local s = state
  local a = (1403580 * s[2] - 810728 * s[1]) % M1
  local b = (527612 * s[6] - 1370589 * s[4]) % M2
  s[1], s[2], s[3] = s[2], s[3], a
  s[4], s[5], s[6] = s[5], s[6], b
  return (a - b) % M1
end

-- Each word becomes another hash of its old value and the bytes, so nothing that went in is lost.
local function mix(text)
  for i = 1, #text do
    local value = byte(text, i) + 1
    for word = 1, 6 do
      state[word] = (state[word] * factors[word] + value) % (word <= 3 and M1 or M2)
    end
  end
  -- The generator stays at zero if the three words of one half are all zero.
  if state[1] + state[2] + state[3] == 0 then
    state[1] = 1
  end
  if state[4] + state[5] + state[6] == 0 then
    state[4] = 1
  end
end

local function from_system()
  if not open then
    return ""
  end
  local ok, read = pcall(function()
    local file = open("/dev/urandom", "rb")
    if not file then
      return nil
    end
    file:setvbuf "no" -- or else 4 KiB are read
    local bytes = file:read(SEED_BYTES)
    file:close()
    return bytes
  end)
  return ok and read or ""
end

-- What differs between two processes without /dev/urandom: the time, and where the memory is.
local function from_process()
  return concat({
    tostring(time and time() or 0), tostring(clock and clock() or 0),
    tostring({}), tostring(function() end), tostring(state),
  }, "|")
end

local random = {}

-- To be called in each process: two processes that were forked share the state of the generator until
-- then. What is given (a process id, a clock) is mixed in.
function random.seed(...)
  mix(from_system())
  mix(from_process())
  for _, extra in ipairs { ... } do
    if type(extra) == "string" or type(extra) == "number" then
      mix(sub(tostring(extra), 1, SEED_BYTES))
    end
  end
  for _ = 1, WARM_UP do
    draw()
  end
end

-- For tests: the state itself, six numbers.
function random.set_state(words)
  for i = 1, 6 do
    state[i] = words[i]
  end
end

-- A number from 0 up to, but not including, 1.
function random.fraction()
  return draw() / M1
end

-- Lower-case hexadecimal digits of up to 64 random bytes.
function random.hex(bytes)
  bytes = bytes < MAX_HEX_BYTES and bytes or MAX_HEX_BYTES
  local words = {}
  for i = 1, bytes / 4 + 1 do
    words[i] = format("%08x", draw())
  end
  return sub(concat(words), 1, bytes * 2)
end

-- The 32 digits of a trace id.
function random.trace_id()
  local a, b, c, d
  repeat
    a, b, c, d = draw(), draw(), draw(), draw()
  until a + b + c + d > 0
  return format("%08x%08x%08x%08x", a, b, c, d)
end

-- The 16 digits of a span id.
function random.span_id()
  local a, b
  repeat
    a, b = draw(), draw()
  until a + b > 0
  return format("%08x%08x", a, b)
end

random.seed()

return random
