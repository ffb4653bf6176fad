-- UTF-8 in strings of bytes. Lengths are counted in UTF-16 code units, as Java and so the rest of
-- Moontrace counts: one for each character, two for each beyond U+FFFF.

local byte, find, gsub, sub = string.byte, string.find, string.gsub, string.sub
local concat = table.concat

local REPLACEMENT = "\239\191\189"

-- How many bytes a lead byte announces, and the range of the byte after it (RFC 3629).
local function announced(lead)
  if lead >= 0xC2 and lead <= 0xDF then
    return 2, 0x80, 0xBF
  elseif lead >= 0xE0 and lead <= 0xEF then
    return 3, lead == 0xE0 and 0xA0 or 0x80, lead == 0xED and 0x9F or 0xBF
  elseif lead >= 0xF0 and lead <= 0xF4 then
    return 4, lead == 0xF0 and 0x90 or 0x80, lead == 0xF4 and 0x8F or 0xBF
  end
  return 1, 0, 0
end

-- The end of the character at i, and whether it is complete. An incomplete one ends before the first
-- byte that cannot belong to it, as in Unicode's "maximal subpart".
local function character(s, i)
  local length, least, most = announced(byte(s, i))
  if length == 1 then
    return i, false
  end
  for j = i + 1, i + length - 1 do
    local b = byte(s, j)
    if not b or b < least or b > most then
      return j - 1, false
    end
    least, most = 0x80, 0xBF
  end
  return i + length - 1, true
end

local function valid_run(run)
  local parts, count, i, kept = {}, 0, 1, 1
  while i <= #run do
    local last, complete = character(run, i)
    if not complete then
      parts[count + 1] = sub(run, kept, i - 1)
      parts[count + 2] = REPLACEMENT
      count = count + 2
      kept = last + 1
    end
    i = last + 1
  end
  if count == 0 then
    return nil
  end
  parts[count + 1] = sub(run, kept)
  return concat(parts)
end

local utf8_text = { REPLACEMENT = REPLACEMENT }

-- The string with each malformed sequence replaced by U+FFFD; the same string if there is none.
function utf8_text.valid(s)
  if not find(s, "[\128-\255]") then
    return s
  end
  return (gsub(s, "[\128-\255]+", valid_run))
end

-- The number of UTF-16 code units of a valid string.
function utf8_text.length(s)
  if not find(s, "[\128-\255]") then
    return #s
  end
  local _, continuing = gsub(s, "[\128-\191]", "")
  local _, beyond = gsub(s, "[\240-\247]", "")
  return #s - continuing + beyond
end

-- The first n UTF-16 code units of a valid string, and whether it has more. Of a character that is
-- cut in two, U+FFFD remains.
function utf8_text.cut(s, n)
  if #s <= n then
    return s, false
  end
  local i, units = 1, 0
  while i <= #s do
    local b = byte(s, i)
    local length = b < 0x80 and 1 or b < 0xE0 and 2 or b < 0xF0 and 3 or 4
    if units == n then
      return sub(s, 1, i - 1), true
    elseif length == 4 and units == n - 1 then
      return sub(s, 1, i - 1) .. REPLACEMENT, true
    end
    units = units + (length == 4 and 2 or 1)
    i = i + length
  end
  return s, false
end

return utf8_text
