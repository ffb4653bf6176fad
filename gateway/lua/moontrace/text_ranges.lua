-- Ranges of one text, in any order, possibly overlapping.

local concat, sort, sub = table.concat, table.sort, string.sub

local text_ranges = {}

-- Adds the bytes from first up to, but without, last, unless there are none.
function text_ranges.add(ranges, from, to)
  if from < to then
    ranges[#ranges + 1] = { from, to }
  end
end

local function by_begin(one, two)
  return one[1] < two[1]
end

-- The text with each range replaced. Ranges that overlap or touch are replaced as one.
function text_ranges.replace(ranges, text, replacement)
  if #ranges == 0 then
    return text
  end
  sort(ranges, by_begin)
  local parts, last = {}, 1
  for i = 1, #ranges do
    local from, to = ranges[i][1], ranges[i][2]
    if from > last or i == 1 then
      parts[#parts + 1] = sub(text, last, from - 1)
      parts[#parts + 1] = replacement
    end
    last = to > last and to or last
  end
  parts[#parts + 1] = sub(text, last)
  return concat(parts)
end

return text_ranges
