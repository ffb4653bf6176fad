-- The header traceparent of W3C Trace Context, level 2. Flags are kept as a number; only the two that
-- level 2 defines are read and sent, all others are zero.

local trim = require("moontrace.header").trim

local tonumber, type = tonumber, type
local find, format, match, sub = string.find, string.format, string.match, string.sub

local SAMPLED, RANDOM = 1, 2
local KNOWN_FLAGS = 4 -- flags below this value are known

-- Version 00 has 55 characters. A later version may have more; 512 is more than it will need.
local LENGTH, MAX_LENGTH = 55, 512

local FIELDS = "^([0-9a-f][0-9a-f])%-([0-9a-f]+)%-([0-9a-f]+)%-([0-9a-f][0-9a-f])(.*)$"

local traceparent = { SAMPLED = SAMPLED, RANDOM = RANDOM }

-- Returns trace id, span id and flags, or nil if the header is to be ignored. Blanks around it are no
-- part of a header's value (RFC 9110, 5.5).
function traceparent.parse(value)
  if type(value) ~= "string" or #value < LENGTH or #value > MAX_LENGTH then
    return nil
  end
  local version, trace_id, span_id, flags, rest = match(trim(value), FIELDS)
  if not version or version == "ff" or #trace_id ~= 32 or #span_id ~= 16 then
    return nil
  end
  if rest ~= "" and (version == "00" or sub(rest, 1, 1) ~= "-") then
    return nil
  end
  if find(rest, "[^ -~]") or not find(trace_id, "[^0]") or not find(span_id, "[^0]") then
    return nil
  end
  return trace_id, span_id, tonumber(flags, 16) % KNOWN_FLAGS
end

function traceparent.format(trace_id, span_id, flags)
  return format("00-%s-%s-%02x", trace_id, span_id, flags % KNOWN_FLAGS)
end

function traceparent.is_sampled(flags)
  return flags % 2 >= SAMPLED
end

function traceparent.is_random(flags)
  return flags % KNOWN_FLAGS >= RANDOM
end

return traceparent
