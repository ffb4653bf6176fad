-- When a request is sent again: OTLP's rules for what can be retried, exponential delays with jitter,
-- and Retry-After (RFC 9110, 10.2.3).

local random = require "moontrace.random"

local next, tonumber, type = next, tonumber, type
local floor = math.floor
local lower, match = string.lower, string.match

local MAX_HEADERS = 100
local MAX_RETRY_AFTER = 300
local JITTER = 0.2

local months = {
  Jan = 1, Feb = 2, Mar = 3, Apr = 4, May = 5, Jun = 6, Jul = 7, Aug = 8, Sep = 9, Oct = 10, Nov = 11, Dec = 12,
}
local retryable = { [429] = true, [502] = true, [503] = true, [504] = true }

local backoff = {}

-- Whether an answer asks for another try. No answer does.
function backoff.is_retryable(status)
  return status == nil or retryable[status] == true
end

-- Seconds until the next try after so many failed ones, a fifth more or less.
function backoff.delay(failures, initial, most)
  local delay = initial * 2 ^ (failures < 32 and failures - 1 or 31)
  delay = delay < most and delay or most
  return delay * (1 - JITTER + 2 * JITTER * random.fraction())
end

-- Seconds since the epoch of a civil date, Gregorian and UTC.
local function epoch_of(year, month, day, hour, minute, second)
  local y = month > 2 and year or year - 1
  local m = (month + 9) % 12 -- from March
  local days = 365 * y + floor(y / 4) - floor(y / 100) + floor(y / 400) + floor((153 * m + 2) / 5) + day - 719469
  return days * 86400 + hour * 3600 + minute * 60 + second
end

local function seconds_until(date, now)
  local day, month, year, hour, minute, second =
    match(date, "^%a+, (%d%d) (%a%a%a) (%d%d%d%d) (%d%d):(%d%d):(%d%d) GMT$")
  if not months[month] then
    return nil
  end
  local at = epoch_of(tonumber(year), months[month], tonumber(day), tonumber(hour), tonumber(minute), tonumber(second))
  return at > now and at - now or 0
end

-- The seconds that the headers of an answer ask to wait, or nil. Now is in seconds since the epoch.
function backoff.retry_after(headers, now)
  if type(headers) ~= "table" then
    return nil
  end
  local seen = 0
  for name, value in next, headers do
    if type(name) == "string" and lower(name) == "retry-after" then
      value = type(value) == "number" and value or (type(value) == "string" and value or "")
      local seconds = tonumber(value) or seconds_until(value, now)
      return seconds and seconds >= 0 and (seconds < MAX_RETRY_AFTER and seconds or MAX_RETRY_AFTER) or nil
    end
    seen = seen + 1
    if seen == MAX_HEADERS then
      break
    end
  end
  return nil
end

return backoff
