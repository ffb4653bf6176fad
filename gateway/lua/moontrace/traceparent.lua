-- The header traceparent of W3C Trace Context, level 2. Flags are kept as a number; only the two that
-- level 2 defines are read and sent, all others are zero.

local trim = require("moontrace.header").trim

local tonumber, type = tonumber, type
local byte, find, format, match, rep, sub =
  string.byte, string.find, string.format, string.match, string.rep, string.sub

local RANDOM = 2
local KNOWN_FLAGS = 4 -- flags below this value are known

-- Version 00 has 55 characters. A later version may have more; 512 is more than it will need.
local LENGTH, MAX_LENGTH = 55, 512

-- Of version 00: with this length, and a dash in this place, each field has its length.
local VERSION_00 = "^00%-[0-9a-f]+%-[0-9a-f]+%-[0-9a-f][0-9a-f]$"
local SECOND_DASH, DASH = 36, 45

-- Of a later version: more fields may follow. Two headers that were joined by a comma are no traceparent.
local LATER = "^([0-9a-f][0-9a-f])%-([0-9a-f]+)%-([0-9a-f]+)%-([0-9a-f][0-9a-f])(.*)$"

local NO_TRACE, NO_SPAN = rep("0", 32), rep("0", 16)

local traceparent = { RANDOM = RANDOM }

local function checked(trace_id, span_id, flags)
  if trace_id == NO_TRACE or span_id == NO_SPAN then
    return nil
  end
  return trace_id, span_id, tonumber(flags, 16) % KNOWN_FLAGS
end

local function of_later_version(value)
  local version, trace_id, span_id, flags, rest = match(value, LATER)
  if not version or version == "00" or version == "ff" or #trace_id ~= 32 or #span_id ~= 16 then
    return nil
  end
  if rest ~= "" and (sub(rest, 1, 1) ~= "-" or find(rest, "[^ -+--~]")) then
    return nil
  end
  return checked(trace_id, span_id, flags)
end

-- Returns trace id, span id and flags, or nil if the header is to be ignored. Blanks around it are no
-- part of a header's value (RFC 9110, 5.5).
function traceparent.parse(value)
  if type(value) ~= "string" or #value < LENGTH or #value > MAX_LENGTH then
    return nil
  end
  value = #value > LENGTH and trim(value) or value
  if #value == LENGTH and byte(value, SECOND_DASH) == DASH and find(value, VERSION_00) then
    return checked(sub(value, 4, 35), sub(value, 37, 52), sub(value, 54, 55))
  end
  return of_later_version(value)
end

function traceparent.format(trace_id, span_id, flags)
  return format("00-%s-%s-%02x", trace_id, span_id, flags % KNOWN_FLAGS)
end

function traceparent.is_random(flags)
  return flags % KNOWN_FLAGS >= RANDOM
end

return traceparent
