-- SHA-256 (FIPS 180-4).

local bits = require "moontrace.bits"

local band, bxor, bnot, ror, rshift, word = bits.band, bits.bxor, bits.bnot, bits.ror, bits.rshift, bits.word
local byte, char, format, rep, sub = string.byte, string.char, string.format, string.rep, string.sub
local concat, floor = table.concat, math.floor

local BLOCK = 64

-- The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
local K = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}

-- Only LuaJIT's bit.tobit and operators take one argument; bit32 wants the mask.
local function to_word(n)
  return word(n, 0xFFFFFFFF)
end

local function schedule(text, at, w)
  for i = 1, 16 do
    local a, b, c, d = byte(text, at, at + 3)
    w[i] = to_word(a * 16777216 + b * 65536 + c * 256 + d)
    at = at + 4
  end
  for i = 17, 64 do
    local x, y = w[i - 15], w[i - 2]
    local s0 = bxor(bxor(ror(x, 7), ror(x, 18)), rshift(x, 3))
    local s1 = bxor(bxor(ror(y, 17), ror(y, 19)), rshift(y, 10))
    w[i] = to_word(w[i - 16] + s0 + w[i - 7] + s1)
  end
end

local function compress(h, w)
  local a, b, c, d, e, f, g, i = h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8]
  for n = 1, 64 do
    local s1 = bxor(bxor(ror(e, 6), ror(e, 11)), ror(e, 25))
    local choice = bxor(band(e, f), band(bnot(e), g))
    local t1 = i + s1 + choice + K[n] + w[n]
    local s0 = bxor(bxor(ror(a, 2), ror(a, 13)), ror(a, 22))
    local majority = bxor(bxor(band(a, b), band(a, c)), band(b, c))
    i, g, f, e = g, f, e, to_word(d + t1)
    d, c, b, a = c, b, a, to_word(t1 + s0 + majority)
  end
  h[1], h[2], h[3], h[4] = to_word(h[1] + a), to_word(h[2] + b), to_word(h[3] + c), to_word(h[4] + d)
  h[5], h[6], h[7], h[8] = to_word(h[5] + e), to_word(h[6] + f), to_word(h[7] + g), to_word(h[8] + i)
end

-- The end of the text, with the padding: one or two blocks.
local function last_blocks(text)
  local tail = sub(text, #text - #text % BLOCK + 1) .. "\128"
  local zeros = (BLOCK - 8 - #tail) % BLOCK
  local high, low = floor(#text / 2 ^ 29), #text * 8 % 2 ^ 32
  local length = {}
  for i = 3, 0, -1 do
    length[#length + 1] = char(floor(high / 256 ^ i) % 256)
  end
  for i = 3, 0, -1 do
    length[#length + 1] = char(floor(low / 256 ^ i) % 256)
  end
  return tail .. rep("\0", zeros) .. concat(length)
end

-- The hash of a string of bytes: 64 hexadecimal digits in lower case.
return function(text)
  local h = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  }
  local w = {}
  for at = 1, #text - #text % BLOCK, BLOCK do
    schedule(text, at, w)
    compress(h, w)
  end
  local tail = last_blocks(text)
  for at = 1, #tail, BLOCK do
    schedule(tail, at, w)
    compress(h, w)
  end
  for i = 1, 8 do
    h[i] = format("%08x", h[i] % 2 ^ 32)
  end
  return concat(h)
end
