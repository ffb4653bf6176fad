-- Finds payment card numbers: 13 to 19 digits that pass the Luhn check of ISO/IEC 7812, in one piece
-- or in groups of three or more digits (the last group may have any length) with one space or dash
-- between them. Not taken for card numbers:
--
-- * more than 19 digits without a separator;
-- * digits in a hash or an id: in a hexadecimal word that contains letters, or in a UUID;
-- * timestamps: milliseconds, microseconds or nanoseconds since 1970, or 20261123062734;
-- * digits after a decimal point, and numbers that begin with a zero.

local code_points = require "moontrace.code_points"
local text_ranges = require "moontrace.text_ranges"

local byte, find, match, sub = string.byte, string.find, string.match, string.sub

local SHORTEST, LONGEST = 13, 19
local SMALLEST_GROUP = 3
local LONGEST_HEX = 128
local UUID_LENGTH = 36
local UUID = "^%x%x%x%x%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%x%x%x%x%x%x%x%x"

local function is_digit(text, i)
  local b = byte(text, i)
  return b ~= nil and b >= 48 and b <= 57
end

-- The index after the group of digits at an index, or after the separator at that index.
local function group_end(text, from)
  local i = from
  if i > 1 and is_digit(text, i - 1) and find(text, "^[ -]%d", i) then
    i = i + 1
  end
  return (match(text, "^%d*()", i))
end

local function passes_luhn(text, from, to)
  local sum, twice = 0, false
  for i = to - 1, from, -1 do
    local b = byte(text, i)
    if b >= 48 and b <= 57 then
      local digit = (b - 48) * (twice and 2 or 1)
      sum = sum + (digit > 9 and digit - 9 or digit)
      twice = not twice
    end
  end
  return sum % 10 == 0
end

local function is_between(text, at, least, most)
  local number = (byte(text, at) - 48) * 10 + byte(text, at + 1) - 48
  return number >= least and number <= most
end

local function is_time(text, from, to, digits)
  if to - from ~= digits then
    return false
  end
  if digits == 13 or digits == 16 or digits == 19 then
    return byte(text, from) == 49
  end
  return (digits == 14 or digits == 17)
    and is_between(text, from, 19, 20)
    and is_between(text, from + 4, 1, 12)
    and is_between(text, from + 6, 1, 31)
    and is_between(text, from + 8, 0, 23)
    and is_between(text, from + 10, 0, 59)
    and is_between(text, from + 12, 0, 60)
end

local function is_fraction(text, from)
  return from > 2 and sub(text, from - 1, from - 1) == "." and is_digit(text, from - 2)
end

-- Whether the surrounding word contains letters, all of them hexadecimal digits.
local function is_of_hex(text, from, to)
  local first, last = from, to
  while first > 1 and from - first < LONGEST_HEX and find(text, "^%x", first - 1) do
    first = first - 1
  end
  while last - to < LONGEST_HEX and find(text, "^%x", last) do
    last = last + 1
  end
  return (first < from or last > to)
    and not code_points.ends_in_word(text, first - 1)
    and not code_points.begins_word(text, last)
end

-- Whether the index is inside a UUID.
local function is_of_uuid(text, at)
  for first = at - UUID_LENGTH + 1 > 1 and at - UUID_LENGTH + 1 or 1, at do
    if
      find(text, UUID, first)
      and not code_points.ends_in_word(text, first - 1)
      and not code_points.begins_word(text, first + UUID_LENGTH)
    then
      return true
    end
  end
  return false
end

local function is_card(text, from, to, digits)
  return byte(text, from) ~= 48
    and passes_luhn(text, from, to)
    and not is_time(text, from, to, digits)
    and not is_fraction(text, from)
    and not is_of_hex(text, from, to)
    and not is_of_uuid(text, from)
    and not is_of_uuid(text, to - 1)
end

-- Adds all card numbers that begin with the group at first.
local function find_in(text, first, last, found)
  local digits, group = 0, first
  while group < last do
    local after = group_end(text, group)
    digits = digits + after - group
    if digits > LONGEST then
      return
    end
    if digits >= SHORTEST and is_card(text, first, after, digits) then
      text_ranges.add(found, first, after)
    end
    if after - group < SMALLEST_GROUP then
      return
    end
    group = after + 1
  end
end

local card_numbers = {}

-- Adds the card numbers in a run of digits with single spaces and dashes between them. Returns the
-- index after the run.
function card_numbers.find(text, from, found)
  local last, digits = from, 0
  local group = group_end(text, last)
  while group > last do
    digits = digits + group - last - (is_digit(text, last) and 0 or 1)
    last = group
    group = group_end(text, last)
  end
  if digits >= SHORTEST then
    local first = from
    while first < last do
      find_in(text, first, last, found)
      first = group_end(text, first) + 1
    end
  end
  return last
end

return card_numbers
