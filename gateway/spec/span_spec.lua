-- moontrace.tracer and moontrace.span: what is recorded, its limits, time, sampling.

local checks = require "checks"
local clock = require "moontrace.clock"
local context = require "moontrace.context"
local samplers = require "moontrace.sampler"
local tracer = require "moontrace.tracer"
local check, equal = checks.check, checks.equal
local rep = string.rep

local ended = {}
tracer.configure { on_end = function(span) ended[#ended + 1] = span end, sampler = "no function" }

local function end_of(span)
  span:finish()
  return ended[#ended]
end

-- A new trace
local span = tracer.start("s", { kind = "server", attributes = { a = 1, [1] = 2, f = print } })
equal(#span.trace_id, 32, "trace id")
equal(#span.span_id, 16, "span id")
equal(span.parent_span_id, nil, "no parent")
equal(span.flags, 3, "sampled and random")
equal(span.kind, "server", "kind")
equal(span.attributes.a, 1, "attribute")
equal(span.attribute_count, 1, "others are ignored")
check(span:is_recording(), "recording")
equal(end_of(span), span, "given to on_end")
span:finish()
equal(#ended, 1, "once")
check(not span:is_recording(), "not any more")
check(span.end_micros >= span.start_micros, "duration")
for _, change in ipairs {
  function() span:set_attribute("late", 1) end, function() span:set_attributes { late = 1 } end,
  function() span:add_event "late" end, function() span:set_status "error" end, function() span:set_name "late" end,
  function() span:add_link(span) end, function() span:add_exception {} end,
} do
  change()
end
check(span.attributes.late == nil and span.events == nil and span.status_code == "unset" and span.name == "s"
  and span.links == nil, "nothing changes an ended span")

equal(#tracer.start(rep("n", 600)).name, 512, "names are cut")

for _, kind in ipairs { "internal", "server", "client", "producer", "consumer" } do
  equal(tracer.start("s", { kind = kind }).kind, kind, "kind")
end

-- Children
local parent = tracer.start "parent"
local of_parent = context.with_span(context.root, parent)
local child = tracer.start("child", { parent = of_parent, kind = "nonsense" })
equal(child.trace_id, parent.trace_id, "one trace")
equal(child.parent_span_id, parent.span_id, "its parent")
equal(child.local_root, parent, "the first span here")
equal(child.parent_is_remote, false, "of this process")
equal(child.kind, "internal", "kind by default")
local remote = { trace_id = rep("a", 32), span_id = rep("b", 16), flags = 1, tracestate = "x=1", remote = true }
local server = tracer.start("server", { parent = { span_context = remote } })
equal(server.trace_id, remote.trace_id, "the caller's trace")
equal(server.parent_span_id, remote.span_id, "the caller's span")
equal(server.flags, 1, "the random flag is the caller's")
equal(server.tracestate, "x=1", "tracestate")
equal(server.parent_is_remote, true, "remote")
equal(server.local_root, nil, "it is the first here")
check(tracer.start("other", { parent = false }).trace_id ~= parent.trace_id, "a new trace on request")

-- Not sampled
remote.flags = 2
local unsampled = tracer.start("u", { parent = { span_context = remote }, attributes = { a = 1 } })
equal(unsampled.trace_id, remote.trace_id, "keeps the trace id")
check(unsampled.span_id ~= remote.span_id, "has a span id of its own")
equal(unsampled.flags, 2, "not sampled, random")
check(not unsampled:is_recording() and unsampled.attributes == nil, "records nothing")
local before = #ended
for _, method in ipairs { "set_attribute", "set_attributes", "add_event", "add_link", "add_exception", "set_status", "set_name", "finish" } do
  unsampled[method](unsampled, {}, {})
end
equal(#ended, before, "nothing ends")
local below = tracer.start("b", { parent = context.with_span(context.root, unsampled) })
check(not below:is_recording() and below.trace_id == remote.trace_id, "its children neither")
tracer.configure { sampler = samplers.of { name = "always_off" } }
equal(tracer.start("n", { parent = false }).flags, 2, "a new trace that is not sampled")
tracer.configure { sampler = samplers.of() }

-- Attributes
local s = tracer.start "attributes"
local meta = setmetatable({}, {
  __index = function() error "called" end, __len = function() error "called" end,
  __pairs = function() error "called" end, __tostring = function() error "called" end,
})
s:set_attribute("meta", meta)
s:set_attributes(setmetatable({ raw = 1 }, getmetatable(meta)))
equal(s.attributes.meta, nil, "an empty table is no list")
equal(s.attributes.raw, 1, "raw access")
s:set_attribute("list", { 1, 2, "x", 4 })
equal(#s.attributes.list, 2, "a list ends at another type")
s:set_attribute("texts", { "a", rep("x", 5000) })
equal(#s.attributes.texts[2], 4096, "texts in lists")
s:set_attribute("text", rep("x", 5000))
equal(#s.attributes.text, 4096, "4096 characters")
s:set_attribute("umlauts", rep("\195\164", 5000))
equal(s.attributes.umlauts, rep("\195\164", 4096), "characters, not bytes")
local long = {}
for i = 1, 200 do
  long[i] = i
end
s:set_attribute("long", long)
equal(#s.attributes.long, 128, "128 elements")
long[1] = "changed"
equal(s.attributes.long[1], 1, "copied")
s:set_attribute(rep("k", 1000), 1)
equal(s.attributes[rep("k", 512)], 1, "keys are cut")
s:set_attribute("false", false)
equal(s.attributes["false"], false, "false is a value")
for i = 1, 200 do
  s:set_attribute("n" .. i, i)
end
equal(s.attribute_count, 128, "128 attributes")
check(s.dropped_attributes == 200 - (128 - 8), "the others are counted: " .. s.dropped_attributes)
s:set_attribute("raw", 2)
equal(s.attributes.raw, 2, "one that is there can be changed")

-- Events and links
for i = 1, 130 do
  s:add_event("e" .. i, { i = i })
  s:add_link(remote, { i = i })
end
equal(#s.events, 128, "128 events")
equal(s.dropped_events, 2, "dropped events")
equal(#s.links, 128, "128 links")
equal(s.dropped_links, 2, "dropped links")
equal(s.events[3].name .. s.events[3].attributes.i, "e33", "event")

-- Status
s = tracer.start "status"
s:set_status("nonsense", "x")
s:set_status(nil)
equal(s.status_code, "unset", "nonsense")
s:set_status("ERROR", "why")
equal(s.status_code .. s.status_description, "errorwhy", "error")
s:set_status "unset"
equal(s.status_code, "error", "unset changes nothing")
s:set_status("ok", "ignored")
equal(s.status_code, "ok", "ok")
equal(s.status_description, nil, "without a description")
s:set_status("error", "late")
equal(s.status_code, "ok", "ok is final")

-- Time: the wall clock is set back by an hour.
local wall, monotonic = 2000000000000000, 5000
clock.use { wall = function() return wall end }
s = tracer.start "set back"
wall = wall - 3600000000
s:finish()
equal(s.end_micros, s.start_micros, "never negative")
wall = 2000000000000000
clock.use { wall = function() return wall end, monotonic = function() return monotonic end }
parent = tracer.start "parent"
wall, monotonic = wall - 3600000000, monotonic + 10
child = tracer.start("child", { parent = context.with_span(context.root, parent) })
child:add_event "event"
monotonic = monotonic + 5
child:finish()
parent:finish()
equal(child.start_micros, 2000000000000010, "a child starts after its parent")
equal(child.events[1].micros, 2000000000000010, "events too")
equal(child.end_micros - child.start_micros, 5, "the monotonic clock measures")
equal(parent.end_micros - parent.start_micros, 15, "the parent too")
s = tracer.start("given", { start = 100 })
s:finish(250)
equal(s.end_micros - s.start_micros, 150, "given times")
s = tracer.start("given", { start = 100 })
s:finish(50)
equal(s.end_micros, 100, "given in the wrong order")
clock.use(nil)

-- A receiver that fails costs one span.
tracer.configure { on_end = function() error "receiver" end }
s = tracer.start "s"
check(pcall(s.finish, s), "finish does not raise")
equal(tracer.failures, 1, "counted")

-- Log records
local records = {}
tracer.configure { on_log = function(record) records[#records + 1] = record end }
tracer.log { severity = "info", body = "without a span" }
tracer.log({ severity = "error", body = "in a span", attributes = { a = 1 } }, context.with_span(context.root, parent))
equal(records[1].trace_id, nil, "no trace")
equal(records[2].trace_id .. records[2].span_id .. records[2].flags, parent.trace_id .. parent.span_id .. 3, "its span")
equal(records[2].severity .. records[2].body, "errorin a span", "record")
check(math.abs(records[2].micros - clock.micros()) < 10000000, "time")

checks.done()
