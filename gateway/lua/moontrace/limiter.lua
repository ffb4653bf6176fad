-- Limits the reports of each fingerprint: of errors that the program caught, to the first of each interval;
-- of all errors, to a maximum per minute. The settings are those of the agent.

local bounded_map = require "moontrace.bounded_map"

-- Fingerprints remembered; a forgotten one starts a new interval.
local REMEMBERED = 1024

local MINUTE = 60
local MAX_PER_MINUTE = 1000

-- Whether one more of a fingerprint may pass. An interval begins with the first error in it. If the clock was
-- set back, a new one begins.
local function allows(windows, fingerprint, max, now, interval)
  local window = windows.get(fingerprint)
  if max == 0 then
    return true
  elseif not window or now - window.begin >= interval or now < window.begin then
    window = { begin = now, passed = 0 }
    windows.put(fingerprint, window)
  end
  local allowed = window.passed < max
  window.passed = window.passed + (allowed and 1 or 0)
  return allowed
end

local limiter = {}

-- options.max_per_minute: reports per fingerprint (`moontrace.errors.max-per-minute`; 0: no limit);
-- options.handled_interval: seconds between two caught errors of one fingerprint
-- (`moontrace.errors.handled-interval`; 0: each is reported). allows(err, now) takes seconds of any clock.
function limiter.new(options)
  local max = options and options.max_per_minute or MAX_PER_MINUTE
  local interval = options and options.handled_interval or MINUTE
  local unhandled, handled, handled_rate =
    bounded_map.new(REMEMBERED), bounded_map.new(REMEMBERED), bounded_map.new(REMEMBERED)
  -- Counted: caught errors within the interval, which is by design, and errors beyond the rate.
  local limits = { within_interval = 0, dropped = 0 }

  function limits.allows(err, now)
    if err.handled and not allows(handled, err.fingerprint, 1, now, interval) then
      limits.within_interval = limits.within_interval + 1
      return false
    end
    -- Separate, so that caught errors do not use up the limit of the others.
    local allowed = allows(err.handled and handled_rate or unhandled, err.fingerprint, max, now, MINUTE)
    limits.dropped = limits.dropped + (allowed and 0 or 1)
    return allowed
  end

  return limits
end

return limiter
