-- Spans and log records as OTLP/HTTP sends them in JSON (opentelemetry-proto 1.x). Each is encoded on
-- its own, so a batch knows its size before it is put together.

local any_value = require "moontrace.any_value"
local clock = require "moontrace.clock"

local ipairs, pairs, tonumber, tostring, type = ipairs, pairs, tonumber, tostring, type
local find, format, lower, match, upper = string.find, string.format, string.lower, string.match, string.upper
local concat = table.concat

local quoted, attributes_of = any_value.quoted, any_value.attributes
local nanos_text = clock.nanos_text

local SCOPE = "io.moontrace"

local kinds = { internal = 1, server = 2, client = 3, producer = 4, consumer = 5 }
local status_codes = { ok = 1, error = 2 }
local severities = { trace = 1, debug = 5, info = 9, warn = 13, error = 17, fatal = 21 }

-- Bits of the flags beyond those of the W3C: whether it is known that the parent is remote, and whether
-- it is.
local HAS_IS_REMOTE, IS_REMOTE = 256, 512

local paths = { spans = "/v1/traces", logs = "/v1/logs" }
local envelopes = {
  spans = { "resourceSpans", "scopeSpans", "spans" },
  logs = { "resourceLogs", "scopeLogs", "logRecords" },
}

local otlp = { paths = paths }

local function member(name, value)
  return value and ',"' .. name .. '":' .. value or ""
end

-- Counts of zero are omitted, as protobuf omits defaults.
local function count(name, n)
  return n and n > 0 and member(name, format("%d", n)) or ""
end

local function text_member(name, value)
  return value and member(name, quoted(value)) or ""
end

local function events_of(span)
  local events = {}
  for i, event in ipairs(span.events) do
    events[i] = '{"timeUnixNano":"' .. nanos_text(event.micros) .. '","name":' .. quoted(event.name)
      .. ',"attributes":' .. attributes_of(event.attributes)
      .. count("droppedAttributesCount", event.dropped_attributes) .. "}"
  end
  return "[" .. concat(events, ",") .. "]"
end

local function links_of(span)
  local links = {}
  for i, link in ipairs(span.links) do
    local to = link.span_context
    links[i] = '{"traceId":"' .. to.trace_id .. '","spanId":"' .. to.span_id .. '"'
      .. text_member("traceState", to.tracestate)
      .. ',"attributes":' .. attributes_of(link.attributes)
      .. count("droppedAttributesCount", link.dropped_attributes)
      .. member("flags", format("%d", to.flags + HAS_IS_REMOTE + (to.remote and IS_REMOTE or 0))) .. "}"
  end
  return "[" .. concat(links, ",") .. "]"
end

local function status_of(span)
  local code = status_codes[span.status_code]
  return code and '{"code":' .. code .. text_member("message", span.status_description) .. "}"
end

-- One span that has ended.
function otlp.span(span)
  return concat {
    '{"traceId":"', span.trace_id, '","spanId":"', span.span_id, '"',
    text_member("traceState", span.tracestate),
    text_member("parentSpanId", span.parent_span_id),
    ',"flags":', format("%d", span.flags + HAS_IS_REMOTE + (span.parent_is_remote and IS_REMOTE or 0)),
    ',"name":', quoted(span.name),
    ',"kind":', kinds[span.kind] or kinds.internal,
    ',"startTimeUnixNano":"', nanos_text(span.start_micros),
    '","endTimeUnixNano":"', nanos_text(span.end_micros), '"',
    ',"attributes":', attributes_of(span.attributes),
    count("droppedAttributesCount", span.dropped_attributes),
    member("events", span.events and events_of(span)),
    count("droppedEventsCount", span.dropped_events),
    member("links", span.links and links_of(span)),
    count("droppedLinksCount", span.dropped_links),
    member("status", status_of(span)), "}",
  }
end

-- One log record: { micros, severity ("trace" to "fatal"), body, event_name, attributes, trace_id,
-- span_id, flags }; all but micros may be missing.
function otlp.log_record(record)
  local severity = type(record.severity) == "string" and lower(record.severity) or "info"
  local time = nanos_text(record.micros)
  return concat {
    '{"timeUnixNano":"', time, '","observedTimeUnixNano":"', time, '"',
    ',"severityNumber":', severities[severity] or severities.info,
    ',"severityText":', quoted(upper(severity)),
    member("body", record.body ~= nil and any_value.of(record.body)),
    text_member("eventName", record.event_name),
    ',"attributes":', attributes_of(record.attributes or {}),
    count("droppedAttributesCount", record.dropped_attributes),
    text_member("traceId", record.trace_id), text_member("spanId", record.span_id),
    member("flags", record.flags and format("%d", record.flags)), "}",
  }
end

-- The resource of all that a process sends, by its attributes. Those of the SDK are added, and a name
-- for a service without one.
function otlp.resource(given)
  local attributes = {
    ["service.name"] = "unknown_service:lua",
    ["telemetry.sdk.language"] = "lua",
    ["telemetry.sdk.name"] = "moontrace",
  }
  for key, value in pairs(given or {}) do
    attributes[tostring(key)] = value
  end
  return '{"attributes":' .. attributes_of(attributes) .. "}"
end

-- The body of a request with items of one kind ("spans" or "logs"), each encoded by span() or
-- log_record().
function otlp.body(kind, resource, items)
  local names = envelopes[kind]
  return concat {
    '{"', names[1], '":[{"resource":', resource, ',"', names[2], '":[{"scope":{"name":"', SCOPE, '"},"',
    names[3], '":[', concat(items, ","), "]}]}]}",
  }
end

-- How many items the receiver did not take, by the body of its answer; 0 if all were taken.
function otlp.rejected(answer)
  if type(answer) ~= "string" or not find(answer, "partialSuccess", 1, true) then
    return 0
  end
  local n = match(answer, '"rejectedSpans"%s*:%s*"?(%d+)') or match(answer, '"rejectedLogRecords"%s*:%s*"?(%d+)')
  return tonumber(n) or 0
end

return otlp
