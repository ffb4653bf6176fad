-- moontrace.otel: what the script API records. What it accepts is in otel_conformance.lua.

local checks = require "checks"
local otel = require "otel"
local context = require "moontrace.context"
local tracer = require "moontrace.tracer"
local check, equal = checks.check, checks.equal

equal(require "moontrace.otel", otel, "one module")

local ended, records = {}, {}
tracer.configure {
  on_end = function(span) ended[#ended + 1] = span end,
  on_log = function(record) records[#records + 1] = record end,
}

local function last()
  return ended[#ended]
end

-- Wrong arguments are the fault of the line that gave them.
local some_span = otel.start_span "s"
for name, wrong in pairs {
  span = function() otel.span(nil, print) end,
  start_span = function() otel.start_span(nil) end,
  finish = function() otel.finish(nil) end,
  inject = function() otel.inject({}, 1) end,
  extract = function() otel.extract(nil) end,
  set_attribute = function() otel.set_attribute(nil) end,
  set_attributes = function() otel.set_attributes(nil) end,
  set_status = function() otel.set_status({}) end,
  log = function() otel.log("info", nil) end,
  baggage = function() otel.baggage.get(nil) end,
  context = function() otel.context.set("k", {}) end,
  method = function() some_span:set_attribute(nil) end,
  name = function() some_span:set_name(nil) end,
  self = function() some_span.finish(1) end,
} do
  local ok, message = pcall(wrong)
  local line = debug.getinfo(wrong, "S").linedefined
  check(not ok and string.find(message, "otel_spec.lua:" .. line .. ": ", 1, true), name .. ": " .. tostring(message))
end

-- Spans and their parents
local trace_id, inner_id, outer_id
otel.span("outer", function(outer)
  trace_id, outer_id = otel.trace_id(), otel.span_id()
  check(outer:is_recording() and otel.sampled(), "recording")
  otel.span("inner", function(inner)
    inner_id = otel.span_id()
    inner:set_attribute("a", 1)
    otel.set_attribute("b", true)
    otel.set_attributes { c = "x" }
    otel.add_event("event", { d = 2 })
    outer:set_attribute("from inside", 1)
    inner:set_name "renamed"
  end, { given = 1 }, { kind = "CLIENT", attributes = { option = 1 } })
end)
equal(#ended, 2, "two spans")
local inner, outer = ended[1], ended[2]
equal(inner.name .. " " .. inner.kind, "renamed client", "name and kind")
equal(inner.trace_id, trace_id, "one trace")
equal(inner.parent_span_id, outer_id, "the parent")
equal(inner.span_id, inner_id, "span_id()")
equal(outer.parent_span_id, nil, "the first has none")
for key, value in pairs { a = 1, b = true, c = "x", given = 1, option = 1 } do
  equal(inner.attributes[key], value, key)
end
equal(outer.attributes["from inside"], 1, "of another span")
equal(inner.events[1].name .. inner.events[1].attributes.d, "event2", "event")
equal(otel.trace_id(), nil, "nothing is current afterwards")

-- Errors: without or with moontrace.errors, the span fails and the error goes on.
local ok, err = pcall(otel.span, "failing", function() error("out of unicorns", 0) end)
check(not ok and err == "out of unicorns", "the same error")
equal(last().status_code, "error", "status")
equal(last().status_description, "out of unicorns", "description")
equal(last().events[1].name, "exception", "event")
equal(last().events[1].attributes["exception.message"], "out of unicorns", "message")
check(last().attributes["error.type"] ~= nil, "error.type")
local value = setmetatable({}, { __tostring = function() error "called" end })
ok, err = pcall(otel.span, "failing", function() error(value) end)
check(not ok and rawequal(err, value) and last().status_code == "error", "a table as an error")
ok, err = pcall(otel.span, "failing", function() error() end)
check(not ok and err == nil and last().status_code == "error", "nil as an error")
otel.span("described", function() otel.set_status("error", 42) end)
equal(last().status_description, "42", "a number as description")
otel.span("recorded", function() otel.record_error "dealt with" end)
equal(last().status_code .. #last().events, "unset1", "record_error is no failure")

-- An error that passes two spans: the business context on both, the stack on the inner one.
local from = #ended
pcall(otel.span, "outer", function()
  otel.context.set("user_id", "ada")
  otel.context.set("password", "hunter2")
  otel.span("inner", function() error "twice" end)
end)
inner, outer = ended[from + 1].events[1].attributes, ended[from + 2].events[1].attributes
equal(inner["context.user_id"] .. outer["context.user_id"], "adaada", "business context")
equal(inner["context.password"], "[redacted]", "redacted")
equal(inner["error.id"], outer["error.id"], "one error")
check(string.find(inner["exception.stacktrace"], "otel_spec", 1, true), "the stack: " .. tostring(inner["exception.stacktrace"]))
equal(outer["exception.stacktrace"], nil, "once")
equal(ended[from + 2].status_code, "error", "both failed")

-- Without moontrace.errors, type and message are what can be said.
local saved_errors = package.loaded["moontrace.errors"]
package.loaded["moontrace.errors"], package.loaded["moontrace.exceptions"] = "broken", nil
local without = require "moontrace.exceptions"
equal(without.handler(), nil, "no handler")
package.loaded["moontrace.errors"] = saved_errors
for _, case in ipairs {
  { "text", "lua.string", "text" }, { 5, "lua.number", "5" }, { true, "lua.boolean", "true" },
  { {}, "lua.table", "table" }, { value, "lua.table", "table" }, { nil, "lua.nil", "nil" },
} do
  local span = tracer.start("s", { parent = false })
  without.fail(span, case[1])
  equal(span.events[1].attributes["exception.type"], case[2], "type")
  equal(span.events[1].attributes["exception.message"], case[3], "message")
  equal(span.attributes["error.type"] .. span.status_code, case[2] .. "error", "span")
end

-- In coroutines
local co = coroutine.wrap(function()
  return otel.span("waiting", function()
    coroutine.yield(otel.span_id())
    return otel.span_id()
  end)
end)
local waiting = co()
equal(otel.span_id(), nil, "not current while it waits")
equal(co(), waiting, "current again")
equal(last().name, "waiting", "ended")

-- Spans that are not current
local detached = otel.start_span("detached", { kind = "producer" })
equal(otel.trace_id(), nil, "not current")
local of_detached = otel.span("child", function() return otel.trace_id() end, nil, { parent = detached })
detached:finish()
equal(last().kind .. " " .. last().trace_id, "producer " .. of_detached, "a parent")
otel.finish(detached)
equal(last().name, "detached", "once")

-- An unsampled caller
local headers = otel.span("s", function(span)
  check(not span:is_recording() and not otel.sampled(), "not recorded")
  return otel.inject {}
end, nil, { parent = otel.extract { traceparent = "00-" .. string.rep("a", 32) .. "-" .. string.rep("b", 16) .. "-00" } })
check(string.find(headers.traceparent, "^00%-" .. string.rep("a", 32) .. "%-%x+%-00$"), headers.traceparent)
equal(last().name, "detached", "nothing ended")

-- Business context and log records
otel.span("s", function()
  otel.span("t", function() otel.context.set("user_id", "ada") end)
  otel.log("WARN", "careful", { a = 1, f = print })
  otel.log("nonsense", 5)
  equal(context.business().user_id, "ada", "business context")
  trace_id = otel.trace_id()
end)
equal(records[1].severity .. " " .. records[1].body, "warn careful", "record")
equal(records[1].attributes.a, 1, "attribute")
equal(records[1].attributes.f, nil, "no attribute")
equal(records[1].attributes["context.user_id"], "ada", "context")
equal(records[1].trace_id, trace_id, "its trace")
equal(records[2].severity .. " " .. records[2].body, "info 5", "unknown level")
for _, level in ipairs { "trace", "debug", "info", "warn", "error", "fatal" } do
  otel.log(level, "m")
  equal(records[#records].severity, level, "level")
end
otel.span("u", function() equal(context.business().user_id, nil, "another trace") end)

-- Deep recursion starts no span below the 256th.
local before = #ended
local depth = 0
local function descend()
  depth = depth + 1
  if depth < 150 then
    otel.span("deep", descend)
  end
end
otel.span("deep", descend)
equal(#ended - before, 150, "150 spans")
local deep = context.with_span(context.root, { trace_id = trace_id, span_id = inner_id, flags = 1, depth = 255 })
local token = context.attach(deep)
otel.span("the 256th", function() end)
equal(last().name, "the 256th", "is started")
before = #ended
deep.span.depth = 256
equal(otel.span("too deep", function(span) return type(span.finish) end), "function", "the function runs")
context.detach(token)
equal(#ended, before, "without a span")

-- What is no longer used is collected.
local weak = setmetatable({}, { __mode = "k" })
do
  local span = otel.start_span "s"
  weak[span] = true
  weak[otel.extract { baggage = "a=1" }] = true
  span:finish()
end
ended = {}
collectgarbage()
collectgarbage()
equal(next(weak), nil, "no leak")

checks.done()
