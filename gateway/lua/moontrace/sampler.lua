-- The samplers of OTEL_TRACES_SAMPLER. A sampler is a function of the parent (a span context, or nil)
-- and the trace id; it returns whether the new span is sampled.

local tonumber, tostring, type = tonumber, tostring, type
local format, lower, sub = string.format, string.lower, string.sub
local floor = math.floor

local DEFAULT = "parentbased_always_on"
local HALF, WORD = 2147483648, 4294967296 -- 2^31, 2^32
local SHOWN = 64

local function always_on()
  return true
end

local function always_off()
  return false
end

-- The Java SDK's TraceIdRatioBased: Math.abs(low) < (long) (ratio * Long.MAX_VALUE), where low are the
-- last 8 bytes of the trace id. 64 bits do not fit a double, so both are compared as two words.
-- Math.abs(Long.MIN_VALUE) is negative, and so below every bound.
local function by_ratio(ratio)
  if ratio <= 0 then
    return always_off
  end
  local bound = floor(ratio * HALF * WORD)
  local bound_high = ratio < 1 and floor(bound / WORD) or HALF - 1
  local bound_low = ratio < 1 and bound - bound_high * WORD or WORD - 1
  return function(_, trace_id)
    local high, low = tonumber(sub(trace_id, 17, 24), 16), tonumber(sub(trace_id, 25, 32), 16)
    if high >= HALF then
      if high == HALF and low == 0 then
        return true
      end
      high = WORD - high - (low == 0 and 0 or 1)
      low = low == 0 and 0 or WORD - low
    end
    return high < bound_high or (high == bound_high and low < bound_low)
  end
end

local function by_parent(root)
  return function(parent, trace_id)
    if parent then
      return parent.flags % 2 == 1
    end
    return root(nil, trace_id)
  end
end

local makers = {
  always_on = function() return always_on end,
  always_off = function() return always_off end,
  traceidratio = by_ratio,
  parentbased_always_on = function() return by_parent(always_on) end,
  parentbased_always_off = function() return by_parent(always_off) end,
  parentbased_traceidratio = function(ratio) return by_parent(by_ratio(ratio)) end,
}

-- OTEL_TRACES_SAMPLER_ARG: 1 if it is missing or no ratio, as OpenTelemetry specifies.
local function ratio_of(value)
  if value == nil then
    return 1
  end
  local ratio = tonumber(value)
  if not ratio or ratio ~= ratio or ratio < 0 or ratio > 1 then
    return 1, format("sampling ratio %s is not between 0 and 1, 1 is used", sub(tostring(value), 1, SHOWN))
  end
  return ratio
end

local sampler = {}

-- Returns the sampler { name =, ratio = }, and a sentence for the log if a setting was not understood.
function sampler.of(settings)
  local name = settings and settings.name or DEFAULT
  local make = type(name) == "string" and makers[lower(name)]
  local ratio, problem = ratio_of(settings and settings.ratio)
  if make then
    return make(ratio), problem
  end
  return makers[DEFAULT](), format("sampler %s is not known, %s is used", sub(tostring(name), 1, SHOWN), DEFAULT)
end

return sampler
