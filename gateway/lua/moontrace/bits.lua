-- 32-bit operations on whole numbers, by whatever this Lua has: LuaJIT's bit, Lua 5.2's bit32, the
-- operators of Lua 5.3 and later, or arithmetic. Results of bit may be negative; % 2^32 tells them.

local floor = math.floor
local pcall, require = pcall, require

local function module(name)
  local ok, found = pcall(require, name)
  return ok and found or nil
end

-- The operators are not in the syntax of Lua 5.1, so they are compiled where they exist.
local OPERATORS = [[
local bits = {}
function bits.band(a, b) return a & b end
function bits.bxor(a, b) return (a ~ b) & 0xFFFFFFFF end
function bits.bnot(a) return ~a & 0xFFFFFFFF end
function bits.rshift(a, n) return (a & 0xFFFFFFFF) >> n end
function bits.ror(a, n) a = a & 0xFFFFFFFF return ((a >> n) | (a << (32 - n))) & 0xFFFFFFFF end
function bits.word(a) return a & 0xFFFFFFFF end
return bits
]]

local function of_operators()
  local compile = loadstring or load
  local chunk = compile(OPERATORS, "=moontrace.bits")
  return chunk and chunk() or nil
end

local function of_module(bit)
  return {
    band = bit.band, bxor = bit.bxor, bnot = bit.bnot, rshift = bit.rshift, ror = bit.ror or bit.rrotate,
    word = bit.tobit or bit.band,
  }
end

-- XOR and AND of two nibbles: what arithmetic is made of.
local function nibbles(of_bits)
  local results = {}
  for a = 0, 15 do
    for b = 0, 15 do
      local result = 0
      for i = 0, 3 do
        result = result + of_bits(floor(a / 2 ^ i) % 2, floor(b / 2 ^ i) % 2) * 2 ^ i
      end
      results[a * 16 + b] = result
    end
  end
  return function(a, b)
    local result, weight = 0, 1
    for _ = 1, 8 do
      result = result + results[a % 16 * 16 + b % 16] * weight
      a, b, weight = floor(a / 16), floor(b / 16), weight * 16
    end
    return result
  end
end

local function of_arithmetic()
  local bits = { is_slow = true }
  bits.band = nibbles(function(a, b)
    return a * b
  end)
  bits.bxor = nibbles(function(a, b)
    return (a + b) % 2
  end)
  function bits.bnot(a)
    return 0xFFFFFFFF - a
  end
  function bits.rshift(a, n)
    return floor(a / 2 ^ n)
  end
  function bits.ror(a, n)
    local low = a % 2 ^ n
    return (a - low) / 2 ^ n + low * 2 ^ (32 - n)
  end
  function bits.word(a)
    return a % 2 ^ 32
  end
  return bits
end

local bit = module "bit"
if bit then
  return of_module(bit)
end
local operators = of_operators()
if operators then
  return operators
end
local bit32 = module "bit32"
return bit32 and of_module(bit32) or of_arithmetic()
