-- 2026-01-31T12:00:00.123456Z: UTC, microseconds.

local floor, format = math.floor, string.format

local MICROS, SECONDS_OF_DAY = 1000000, 86400
local LAST_SECOND = 253402300799 -- of the year 9999

-- The day of a count since 1970, by the civil calendar. os.date is not used: some hosts have no os, and some
-- systems no years beyond 2038.
local function civil(days)
  local z = days + 719468
  local era = floor(z / 146097)
  local of_era = z - era * 146097
  local year = floor((of_era - floor(of_era / 1460) + floor(of_era / 36524) - floor(of_era / 146096)) / 365)
  local of_year = of_era - (365 * year + floor(year / 4) - floor(year / 100))
  local month = floor((5 * of_year + 2) / 153)
  local day = of_year - floor((153 * month + 2) / 5) + 1
  month = month < 10 and month + 3 or month - 9
  return year + era * 400 + (month <= 2 and 1 or 0), month, day
end

-- The text of a time in microseconds since 1970; one out of range becomes the first or last second.
return function(micros)
  local second = floor(micros / MICROS)
  local fraction = floor(micros - second * MICROS)
  second = second < 0 and 0 or second > LAST_SECOND and LAST_SECOND or second
  local of_day = second % SECONDS_OF_DAY
  local year, month, day = civil(floor(second / SECONDS_OF_DAY))
  return format(
    "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ",
    year, month, day, floor(of_day / 3600), floor(of_day / 60) % 60, of_day % 60, fraction
  )
end
