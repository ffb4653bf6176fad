-- What must hold of require "otel" wherever it runs: in LuaJ with the agent, in LuaJ without it, in
-- Lua 5.1 to 5.4 and in LuaJIT. Prints "ok" and the number of checks.

local otel = require "otel"

local checks = 0

local function check(value, what)
  checks = checks + 1
  if not value then
    error("check " .. checks .. " failed: " .. tostring(what), 2)
  end
end

local function equal(got, expected, what)
  check(got == expected, tostring(what) .. ": " .. tostring(got) .. " instead of " .. tostring(expected))
end

local trace, span_id = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
local traceparent = "00-" .. trace .. "-" .. span_id .. "-01"

-- The module

local functions = {
  "traceparent", "tracestate", "trace_id", "span_id", "sampled", "inject", "extract", "span", "start_span", "finish",
  "set_attribute", "set_attributes", "add_event", "record_error", "set_status", "log",
}
for _, name in ipairs(functions) do
  equal(type(otel[name]), "function", name)
end
for _, name in ipairs { "get", "set", "all" } do
  equal(type(otel.baggage[name]), "function", name)
end
equal(type(otel.context.set), "function", "context.set")
equal(require "otel", otel, "one module")
equal(rawget(_G, "otel"), nil, "no global")

-- Arguments

local function refuses(message, fn, ...)
  local ok, got = pcall(fn, ...)
  check(not ok and string.find(got, message, 1, true), message .. ", got " .. tostring(got))
end

refuses("bad argument #1 to 'span' (string expected, got nil)", otel.span)
refuses("bad argument #1 to 'span' (string expected, got table)", otel.span, {})
refuses("bad argument #2 to 'span' (function expected, got nil)", otel.span, "s")
refuses("bad argument #3 to 'span' (table expected, got number)", otel.span, "s", print, 1)
refuses("bad argument #4 to 'span' (table expected, got number)", otel.span, "s", print, {}, 1)
refuses("bad argument #1 to 'start_span' (string expected, got boolean)", otel.start_span, true)
refuses("bad argument #2 to 'start_span' (table expected, got string)", otel.start_span, "s", "x")
refuses("bad argument #1 to 'finish' (span expected, got nil)", otel.finish)
refuses("bad argument #1 to 'finish' (span expected, got table)", otel.finish, otel.extract {})
refuses("bad argument #1 to 'inject' (table expected, got nil)", otel.inject)
refuses("bad argument #2 to 'inject' (context expected, got table)", otel.inject, {}, {})
refuses("bad argument #1 to 'extract' (table expected, got string)", otel.extract, "x")
refuses("bad argument #1 to 'set_attribute' (string expected, got nil)", otel.set_attribute)
refuses("bad argument #2 to 'set_attribute' (string, number, boolean or table expected, got function)",
  otel.set_attribute, "k", print)
refuses("bad argument #1 to 'set_attributes' (table expected, got nil)", otel.set_attributes)
refuses("bad argument #2 to 'add_event' (table expected, got number)", otel.add_event, "e", 1)
refuses("bad argument #1 to 'set_status' (string expected, got nil)", otel.set_status)
refuses("bad argument #2 to 'set_status' (string expected, got table)", otel.set_status, "ok", {})
refuses("bad argument #2 to 'log' (string expected, got nil)", otel.log, "info")
refuses("bad argument #3 to 'log' (table expected, got number)", otel.log, "info", "m", 1)
refuses("bad argument #1 to 'get' (string expected, got nil)", otel.baggage.get)
refuses("bad argument #2 to 'set' (string, number or boolean expected, got table)", otel.baggage.set, "k", {})
refuses("bad argument #1 to 'set' (string expected, got nil)", otel.context.set)
refuses("bad argument #1 to 'add_event' (string expected, got nil)", otel.start_span("s").add_event, otel.start_span "s")
refuses("calling 'finish' on bad self (span expected, got nil)", otel.start_span("s").finish)

-- What must never raise

otel.set_attribute("k", nil)
otel.set_attributes { a = 1, b = "x", c = true, d = { 1, 2 }, e = print, [1] = 2 }
otel.add_event("e", { a = 1 })
otel.record_error "message"
otel.record_error {}
otel.record_error(nil)
otel.set_status("ok", "fine")
otel.set_status "nonsense"
otel.log("info", "message", { a = 1 })
otel.context.set("key", "value")
otel.context.set("key", nil)
otel.baggage.set("bad key", "x")
otel.extract { traceparent = {}, tracestate = print, baggage = 1, [1] = 1 }
local unfinished = otel.start_span("s", { kind = "client", attributes = { a = 1 }, parent = 1 })
unfinished:set_attribute("a", 1)
unfinished:set_attributes { b = 2 }
unfinished:add_event "e"
unfinished:record_error "e"
unfinished:set_status("error", "e")
unfinished:set_name "t"
equal(type(unfinished:is_recording()), "boolean", "is_recording")
unfinished:finish()
unfinished:set_attribute("late", 1)
unfinished:finish()
otel.finish(unfinished)

-- Spans run functions

local function count(...)
  return select("#", ...)
end

equal(count(otel.span("s", function() return nil, 1, nil end)), 3, "all values")
equal(count(otel.span("s", function() end)), 0, "no values")
equal(otel.span("s", function(span) return type(span.finish) end), "function", "the span is given")
local failure = setmetatable({}, { __tostring = function() return "failure" end })
local ok, got = pcall(otel.span, "s", function() error(failure) end)
check(not ok and rawequal(got, failure), "the same error value")
ok, got = pcall(otel.span, "s", function() error("text", 0) end)
check(not ok and string.find(got, "text", 1, true), "the same error text")
equal(otel.span("a", function() return otel.span("b", function() return "inner" end) end), "inner", "nested")

-- Contexts: opaque, locked, and carried through

local incoming = otel.extract { TraceParent = traceparent, tracestate = "a=1,b=2", BAGGAGE = "user=ada,city=K%C3%B6ln" }
equal(next(incoming), nil, "opaque")
equal(getmetatable(incoming), "otel.context", "locked")
equal(getmetatable(unfinished), "otel.span", "locked")
check(not pcall(setmetatable, incoming, {}), "locked")
local headers = { other = "x", Traceparent = "old" }
equal(otel.inject(headers, incoming), headers, "inject returns the table")
equal(headers.Traceparent, traceparent, "unchanged, in the place of the old one")
equal(headers.traceparent, nil, "not twice")
equal(headers.tracestate, "a=1,b=2", "tracestate")
check(string.find(headers.baggage, "user=ada", 1, true), headers.baggage)
check(string.find(headers.baggage, "city=K%C3%B6ln", 1, true), headers.baggage)
equal(headers.other, "x", "others stay")

local before = otel.traceparent()
local inside = {}
otel.span("s", function()
  inside.trace, inside.sampled, inside.user = otel.trace_id(), otel.sampled(), otel.baggage.get "user"
  inside.traceparent, inside.span, inside.tracestate = otel.traceparent(), otel.span_id(), otel.tracestate()
  otel.baggage.set("inner", 1)
  inside.inner = otel.baggage.get "inner"
  inside.injected = otel.inject({}).traceparent
end, nil, { parent = incoming })
equal(inside.trace, trace, "the trace goes on")
equal(inside.sampled, true, "sampled")
equal(inside.user, "ada", "baggage")
equal(inside.inner, "1", "baggage as text")
equal(inside.tracestate, "a=1,b=2", "tracestate")
equal(inside.injected, inside.traceparent, "inject is of the current context")
check(string.find(inside.traceparent, "^00%-" .. trace .. "%-" .. inside.span .. "%-%x%x$"), inside.traceparent)
equal(otel.traceparent(), before, "the context before is back")
equal(otel.baggage.get "inner", nil, "the baggage before is back")
equal(otel.baggage.all().user, nil, "all of it")
pcall(otel.span, "s", function() error "x" end, nil, { parent = incoming })
equal(otel.traceparent(), before, "after an error too")
local child = otel.start_span("s", { parent = incoming })
check(string.find(otel.inject({}, child).traceparent, trace, 1, true), "a span is a context")
child:finish()

-- Coroutines

local step = coroutine.wrap(function()
  return otel.span("s", function()
    coroutine.yield(otel.trace_id())
    return otel.trace_id()
  end, nil, { parent = incoming })
end)
equal(step(), trace, "before the yield")
equal(otel.traceparent(), before, "nothing is left while it waits")
equal(step(), trace, "after the yield")
equal(otel.traceparent(), before, "nothing is left when it ended")

-- W3C Trace Context: malformed, duplicated, over-long, of the future

local function extracted(traceparents, tracestate)
  local injected = otel.inject({}, otel.extract { traceparent = traceparents, tracestate = tracestate })
  local of_trace = injected.traceparent and string.find(injected.traceparent, trace, 1, true)
  return of_trace and injected.traceparent or nil, of_trace and injected.tracestate or nil
end

local malformed = {
  "", "00", "00-" .. trace, "00-" .. trace .. "-" .. span_id, traceparent .. "-more", traceparent .. "-",
  "ff-" .. trace .. "-" .. span_id .. "-01", "zz-" .. trace .. "-" .. span_id .. "-01",
  "00-" .. trace .. "-0000000000000000-01", "00-" .. string.upper(trace) .. "-" .. span_id .. "-01",
  "00-" .. trace .. "-" .. span_id .. "-0x", "cc-" .. trace .. "-" .. span_id .. "-01.what",
  "00-" .. trace .. "-" .. span_id .. "0-01", traceparent .. "\r\nEvil: 1", traceparent .. "\0",
  { traceparent, traceparent }, traceparent .. string.rep("-", 10000),
}
for i, value in ipairs(malformed) do
  equal(extracted(value), nil, "malformed " .. i)
end
equal(extracted(traceparent), traceparent, "valid")
equal(extracted(" " .. traceparent .. "\t"), traceparent, "blanks around")
equal(extracted { traceparent }, traceparent, "a list of one")
equal(extracted("cc-" .. trace .. "-" .. span_id .. "-01-future"), traceparent, "future version")
equal(extracted("00-" .. trace .. "-" .. span_id .. "-00"), "00-" .. trace .. "-" .. span_id .. "-00", "not sampled")
equal(select(2, extracted(traceparent, { "a=1", "b=2" })), "a=1,b=2", "two tracestates are one")
equal(select(2, extracted(traceparent, "a")), nil, "malformed tracestate")
equal(select(2, extracted(traceparent, "A=1")), nil, "malformed key")
equal(select(2, extracted(traceparent, "a=1\r\nEvil: 1")), nil, "line break")
equal(select(2, extracted(traceparent, "a=" .. string.rep("v", 300))), nil, "long value")

-- W3C Baggage

local function baggage(header)
  local all = {}
  otel.span("s", function()
    for key, value in pairs(otel.baggage.all()) do
      all[#all + 1] = key .. "=" .. value
    end
  end, nil, { parent = otel.extract { baggage = header } })
  table.sort(all)
  return table.concat(all, ",")
end

equal(baggage "a=1,b=2", "a=1,b=2", "two members")
equal(baggage { "a=1", "b=x%20y" }, "a=1,b=x y", "two headers")
equal(baggage "a=1;meta=x;y", "a=1", "metadata")
equal(baggage ";;==,,", "", "malformed")
equal(baggage("a=" .. string.rep("v", 9000)), "", "over-long")
otel.span("s", function()
  otel.baggage.set("k", "a b\r\n,;=")
  local injected = otel.inject({}).baggage
  check(not string.find(injected, "[\r\n ]"), injected)
  equal(baggage(injected), "k=a b\r\n,;=", "there and back")
  otel.baggage.set("k", nil)
  equal(otel.inject({}).baggage, nil, "removed")
end)

print("ok " .. checks)
