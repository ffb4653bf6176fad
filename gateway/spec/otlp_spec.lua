-- moontrace.otlp: spans and log records in OTLP's JSON.

local checks = require "checks"
local any_value = require "moontrace.any_value"
local context = require "moontrace.context"
local json = require "moontrace.json"
local json_decoder = require "json_decoder"
local otlp = require "moontrace.otlp"
local tracer = require "moontrace.tracer"
local check, equal = checks.check, checks.equal

local decode = json_decoder.decode
for _, bad in ipairs { "", "{", "[1,]", '{"a":1,}', '"\1"', "01x", "nul", '{"a":1,"a":2}', "1 2" } do
  check(not pcall(decode, bad), "the decoder refuses " .. bad)
end

-- AnyValue

local function value(v)
  return decode(any_value.of(v))
end

equal(value("x").stringValue, "x", "string")
equal(value('a"b\\c\n\0\127').stringValue, 'a"b\\c\n\0\127', "escapes")
equal(value("K\195\182ln").stringValue, "K\195\182ln", "UTF-8")
equal(value("\255").stringValue, "\239\191\189", "not UTF-8")
equal(value(true).boolValue, true, "boolean")
equal(value(false).boolValue, false, "false")
equal(value(200).intValue, "200", "an integral number is an int64, as a string")
equal(value(-1).intValue, "-1", "negative")
local zero = 0
equal(value(-zero).intValue, "0", "negative zero")
equal(value(2 ^ 53).intValue, "9007199254740992", "2^53")
equal(value(2 ^ 60).doubleValue, 2 ^ 60, "beyond")
equal(value(0.1).doubleValue, 0.1, "double")
equal(value(1e300).doubleValue, 1e300, "large double")
equal(value(math.huge - math.huge).doubleValue, "NaN", "not a number")
equal(value(math.huge).doubleValue, "Infinity", "infinite")
equal(value(-math.huge).doubleValue, "-Infinity", "negative infinite")
if math.maxinteger then
  equal(value(math.maxinteger).intValue, "9223372036854775807", "64 bits")
  equal(value(math.mininteger).intValue, "-9223372036854775808", "64 bits, negative")
end
equal(#value({ 1, 2 }).arrayValue.values, 2, "array")
equal(value({ "a" }).arrayValue.values[1].stringValue, "a", "element")
equal(#value(json.array {}).arrayValue.values, 0, "empty array")
equal(#value({}).kvlistValue.values, 0, "empty map")
local frames = value { { lang = "lua", line = 7, locals = { a = "1" } } }
local members = {}
for _, member in ipairs(frames.arrayValue.values[1].kvlistValue.values) do
  members[member.key] = member.value
end
equal(members.line.intValue, "7", "array of maps")
equal(members.locals.kvlistValue.values[1].value.stringValue, "1", "map in a map")
equal(next(value(print)), nil, "a function has no value")
local cyclic = {}
cyclic[1] = cyclic
check(decode(any_value.of(cyclic)), "a table that contains itself")
local cyclic_map = {}
cyclic_map.a = cyclic_map
check(#any_value.of(cyclic_map) < 2000, "a map that contains itself")
local foreign = setmetatable({}, { __index = error, __len = error, __pairs = error, __tostring = error })
check(decode(any_value.of(foreign)), "no metamethod is called")

foreign = { [setmetatable({}, { __tostring = error })] = 1, [1.5] = 2, [true] = 3 }
equal(#value(foreign).kvlistValue.values, 1, "keys are texts or numbers")
for i = 1, 3000 do
  local text = "text " .. i
  if value(text).stringValue ~= text or value({ [text] = i }).kvlistValue.values[1].key ~= text then
    error "remembered something else"
  end
end

-- Spans

local function attributes_of(list)
  local map = {}
  for _, attribute in ipairs(list) do
    check(map[attribute.key] == nil, "one " .. attribute.key)
    map[attribute.key] = attribute.value
  end
  return map
end

local remote = { trace_id = string.rep("a", 32), span_id = string.rep("b", 16), flags = 3, tracestate = "x=\"1\"", remote = true }
local span = tracer.start('GET "/"', { parent = { span_context = remote }, kind = "server", start = 1764051234563123, attributes = { ["http.response.status_code"] = 500 } })
span:add_event("e", { a = 1 }, 1764051234563124)
span:add_link(remote, { l = "x" })
span:set_status("error", "why")
span.dropped_attributes, span.dropped_events, span.dropped_links = 1, 2, 3
span:finish(1764051235000000)
local s = decode(otlp.span(span))
equal(s.traceId .. s.parentSpanId, remote.trace_id .. remote.span_id, "ids")
equal(s.spanId, span.span_id, "span id")
equal(s.traceState, 'x="1"', "tracestate")
equal(s.flags, 0x303, "flags: of the W3C, the parent is remote")
equal(s.name, 'GET "/"', "name")
equal(s.kind, 2, "kind")
equal(s.startTimeUnixNano, "1764051234563123000", "start")
equal(s.endTimeUnixNano, "1764051235000000000", "end")
equal(attributes_of(s.attributes)["http.response.status_code"].intValue, "500", "attribute")
equal(s.events[1].name .. s.events[1].timeUnixNano, "e1764051234563124000", "event")
equal(attributes_of(s.events[1].attributes).a.intValue, "1", "attribute of the event")
equal(s.links[1].traceId .. s.links[1].spanId .. s.links[1].flags, remote.trace_id .. remote.span_id .. 0x303, "link")
equal(s.links[1].traceState, 'x="1"', "tracestate of the link")
equal(s.status.code .. s.status.message, "2why", "status")
equal(s.droppedAttributesCount .. "," .. s.droppedEventsCount .. "," .. s.droppedLinksCount, "1,2,3", "dropped")

local plain = tracer.start "plain"
plain:finish()
s = decode(otlp.span(plain))
for _, name in ipairs { "parentSpanId", "traceState", "events", "links", "status", "droppedAttributesCount" } do
  equal(s[name], nil, "no " .. name)
end
equal(s.flags, 0x103, "flags: there is no remote parent")
equal(s.kind, 1, "internal")
equal(#s.attributes, 0, "no attributes")
local child = tracer.start("child", { parent = context.with_span(context.root, plain) })
child:set_status "ok"
child:finish()
s = decode(otlp.span(child))
equal(s.flags, 0x103, "flags: the parent is in this process")
equal(s.status.code, 1, "ok")

-- Log records

local record = decode(otlp.log_record {
  micros = 1764051234563123, severity = "WARN", body = "out of\nunicorns", event_name = "exception",
  attributes = { ["error.handled"] = true, ["error.frames"] = { { line = 7 } } },
  trace_id = remote.trace_id, span_id = remote.span_id, flags = 1,
})
equal(record.timeUnixNano, "1764051234563123000", "time")
equal(record.severityNumber .. record.severityText, "13WARN", "severity")
equal(record.body.stringValue, "out of\nunicorns", "body")
equal(record.eventName, "exception", "event name")
equal(record.traceId .. record.spanId .. record.flags, remote.trace_id .. remote.span_id .. 1, "its span")
equal(attributes_of(record.attributes)["error.frames"].arrayValue.values[1].kvlistValue.values[1].key, "line", "frames")
record = decode(otlp.log_record { micros = 1 })
equal(record.severityNumber, 9, "info by default")
equal(record.traceId, nil, "no trace")

-- Requests

local resource = otlp.resource { ["service.name"] = "gateway", ["host.name"] = "h" }
local body = decode(otlp.body("spans", resource, { otlp.span(plain), otlp.span(child) }))
local of_resource = attributes_of(body.resourceSpans[1].resource.attributes)
equal(of_resource["service.name"].stringValue, "gateway", "service.name")
equal(of_resource["telemetry.sdk.language"].stringValue, "lua", "language")
equal(of_resource["host.name"].stringValue, "h", "attribute of the resource")
equal(body.resourceSpans[1].scopeSpans[1].scope.name, "io.moontrace", "scope")
equal(#body.resourceSpans[1].scopeSpans[1].spans, 2, "spans")
body = decode(otlp.body("logs", otlp.resource(), { otlp.log_record { micros = 1 } }))
equal(#body.resourceLogs[1].scopeLogs[1].logRecords, 1, "log records")
equal(attributes_of(body.resourceLogs[1].resource.attributes)["service.name"].stringValue, "unknown_service:lua", "no service.name")

equal(otlp.rejected '{"partialSuccess":{"rejectedSpans":"7","errorMessage":"x"}}', 7, "partial success")
equal(otlp.rejected '{ "partialSuccess" : { "rejectedLogRecords" : 3 } }', 3, "partial success of logs")
for _, answer in ipairs { "", "{}", '{"partialSuccess":{}}', "<html>", '{"partialSuccess":{"rejectedSpans":"-1"}}' } do
  equal(otlp.rejected(answer), 0, answer)
end
equal(otlp.rejected(nil), 0, "no body")

checks.done()
