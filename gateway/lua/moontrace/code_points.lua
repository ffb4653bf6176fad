-- Tells the letters and digits of a word. Beyond ASCII, the blocks of punctuation and symbols are
-- excluded, and all other characters up to U+FFFF count as letters: the tables of Unicode would be
-- larger than the rest of this library.

local byte, find = string.byte, string.find

-- First and last code points of what is neither a letter nor a digit.
local NOT_IN_WORDS = {
  { 0x80, 0xA9 }, { 0xAB, 0xB4 }, { 0xB6, 0xB9 }, { 0xBB, 0xBF }, { 0xD7, 0xD7 }, { 0xF7, 0xF7 },
  { 0x2000, 0x2070 }, { 0x2072, 0x207E }, { 0x20A0, 0x20FF }, { 0x2190, 0x2BFF }, { 0x2E00, 0x2E2E },
  { 0x3000, 0x3004 }, { 0x3007, 0x3030 }, { 0xD800, 0xF8FF }, { 0xFE10, 0xFE6F }, { 0xFF01, 0xFF0F },
  { 0xFFE0, 0x10FFFF },
}

local function code_point(text, i)
  local lead = byte(text, i)
  local b, c = byte(text, i + 1, i + 2)
  if lead >= 0xF0 then
    return 0x10000 -- which one does not matter
  elseif lead >= 0xE0 and c then
    return lead % 16 * 4096 + b % 64 * 64 + c % 64
  elseif lead >= 0xC0 and b then
    return lead % 32 * 64 + b % 64
  end
  return 0xFFFD
end

local code_points = {}

-- Whether a letter or digit begins at the index.
function code_points.begins_word(text, i)
  local lead = byte(text, i)
  if not lead or lead < 0x80 then
    return lead ~= nil and find(text, "^%w", i) ~= nil
  end
  local point = code_point(text, i)
  for n = 1, #NOT_IN_WORDS do
    if point >= NOT_IN_WORDS[n][1] and point <= NOT_IN_WORDS[n][2] then
      return false
    end
  end
  return true
end

-- Whether a letter or digit ends at the index.
function code_points.ends_in_word(text, i)
  local first = i
  while first > 1 and i - first < 3 and find(text, "^[\128-\191]", first) do
    first = first - 1
  end
  return first >= 1 and code_points.begins_word(text, first)
end

return code_points
