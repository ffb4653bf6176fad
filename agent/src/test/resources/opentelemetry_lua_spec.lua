-- What the specs of opentelemetry-lua hold of its modules. Prints "ok" and the number of checks.

local checks = 0

local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b
  end
  for k, v in pairs(a) do
    if not same(v, b[k]) then return false end
  end
  for k in pairs(b) do
    if a[k] == nil then return false end
  end
  return true
end

local function equal(got, expected, what)
  checks = checks + 1
  if not same(got, expected) then
    error("check " .. checks .. " " .. tostring(what) .. ": " .. tostring(got) .. " instead of " .. tostring(expected), 2)
  end
end

local function carrier_of(header, value)
  local carrier = { headers = { [header] = value } }
  carrier.get_headers = function() return carrier.headers end
  carrier.set_header = function(name, v) carrier.headers[name] = v end
  return carrier
end

local context = require "opentelemetry.context"
local global = require "opentelemetry.global"
local baggage = require "opentelemetry.baggage"
local span_context = require "opentelemetry.trace.span_context"
local tracestate = require "opentelemetry.trace.tracestate"
local span_status = require "opentelemetry.api.trace.span_status"

-- context
local ctx = context.new()
equal(ctx:set("key", "value"):get "key", "value")
equal(ctx:set("key", "value") ~= ctx, true)
equal(ctx.sp:context() == context.new().sp:context(), false, "noop spans differ")
equal(ctx.sp:context() == ctx.sp:context(), true)
local one, two = context.new { foo = "bar" }, context.new { foo = "baz" }
global.set_context_storage { __opentelemetry_context__ = { one, two } }
equal(rawequal(context.current(), two), true, "the last of the stack")
global.set_context_storage {}
equal(one:attach(), 1)
equal(two:attach(), 2)
equal(rawequal(context.current(), two), true)
local outcome, message = two:detach(3)
equal(outcome, false)
equal(message, "Token does not match (2 context entries in stack, token provided was 3).")
equal(select("#", two:detach(2)), 2)
equal(rawequal(context.current(), one), true)
equal(one:detach(1), true)
global.set_context_storage(nil)
equal(context.new({ foo = "bar" }, "oldspan"):with_span("myspan").entries, { foo = "bar" })
equal(context:with_span("hi").entries, {})
local bag = baggage.new { key1 = { value = "wat" } }
equal(rawequal(context.new():inject_baggage(bag):extract_baggage(), bag), true)
equal(context.new():extract_baggage().values, {})

-- baggage
local values = { key1 = { value = "wat", metadata = "ignore" }, key2 = { value = "wat2" } }
equal(baggage.new(values):get_all_values(), values)
equal(baggage.new(values):set_value("key1", "new"):get_value "key1", "new")
equal(baggage.new(values):get_value "key1", "wat")
equal(baggage.new(values):remove_value("key1"):get_all_values(), { key2 = { value = "wat2" } })
equal(baggage.new():get_value "none", nil)

-- baggage propagator
local of_baggage = require("opentelemetry.baggage.propagation.text_map.baggage_propagator").new()
local function extracted(header)
  return of_baggage:extract(context.new(), carrier_of("baggage", header)):extract_baggage()
end
equal(of_baggage:extract(context.new(), carrier_of("foo", "bar")):extract_baggage().values, {})
equal(extracted("").values, {})
equal(extracted("userId=1"):get_value "userId", "1")
local several = extracted "userId=Am%C3%A9lie,serverNode=DF%2028,isProduction=false"
equal(several:get_value "userId", "Am\195\169lie")
equal(several:get_value "serverNode", "DF 28")
equal(several:get_value "isProduction", "false")
local meta = extracted "userId=Am%C3%A9lie;motto=yolo;hi=mom,serverNode=DF%2028;motto=yolo2"
equal(meta.values.userId.metadata, "motto=yolo;hi=mom")
equal(meta.values.serverNode.metadata, "motto=yolo2")
equal(extracted("oi;=un;unx;p;=aun").values, {})
local out = carrier_of("foo", "bar")
of_baggage:inject(context.new(), out)
equal(out.headers.baggage, nil)
of_baggage:inject(context.new():inject_baggage(baggage.new({}):set_value("userId", "Am\195\169lie", "mycoolmetadata;hi=mom")), out)
equal(out.headers.baggage, "userId=Am%C3%A9lie;mycoolmetadata;hi=mom")
equal(of_baggage.fields(), { "baggage" })

-- trace context propagator, composite propagator
local of_trace = require("opentelemetry.trace.propagation.text_map.trace_context_propagator").new()
local noop = require("opentelemetry.trace.propagation.text_map.noop_propagator").new()
local composite = require("opentelemetry.trace.propagation.text_map.composite_propagator").new { of_trace, noop }
local tracer = require("opentelemetry.trace.tracer_provider").new():tracer "test tracer"
equal(of_trace.fields(), { "traceparent", "tracestate" })
for _, propagator in ipairs { of_trace, composite } do
  local carrier = carrier_of("header", "value")
  local new_context = tracer:start(context.new(), "span", { kind = 1 })
  local sc = new_context.sp:context()
  propagator:inject(new_context, carrier)
  equal(carrier.headers.traceparent, string.format("00-%s-%s-%02x", sc.trace_id, sc.span_id, sc.trace_flags))
  local id = "10f5b3bcfe3f0c2c5e1ef150fe0b5872"
  local incoming = carrier_of("traceparent", "00-" .. id .. "-172accbce5f048db-01")
  incoming.headers.tracestate = "foo=bar,baz=lehrman"
  local remote = propagator:extract(context.new(), incoming)
  equal(remote.sp:context().trace_id, id)
  equal(remote:span_context():is_remote(), true)
  equal(remote:span_context():is_sampled(), true)
  equal(remote:span_context().trace_state:get "baz", "lehrman")
  local child = tracer:start(remote, "child")
  equal(child:span_context().trace_id, id)
  local old = context.new()
  equal(rawequal(propagator:extract(old, carrier_of("nottraceparent", "x")), old), true)
  equal(rawequal(propagator:extract(old, carrier_of("traceparent", "malformed")), old), true)
end

-- tracestate
local ts = tracestate.parse_tracestate "foo=bar,baz=lehrman"
equal(#ts.values, 2)
equal(ts:get "foo", "bar")
ts:set("foo", "fun")
equal(#ts.values, 2)
equal(ts:get "foo", "fun")
ts:set("family", "values")
equal(#ts.values, 3)
ts:set("foo", "v=l")
equal(ts:get "foo", "fun", "an invalid value changes nothing")
ts:del "foo"
equal(ts:get "foo", "")
equal(tracestate.parse_tracestate("foo=bar,baz=lehrman"):set("bing", "bong"):as_string(), "bing=bong,foo=bar,baz=lehrman")
equal(tracestate.parse_tracestate({ "a=1", "b=2" }):as_string(), "a=1,b=2")
equal(tracestate.parse_tracestate("malformed").values, {})
ts = tracestate.parse_tracestate ""
for i = 1, tracestate.MAX_ENTRIES do
  ts:set("a" .. i, "b" .. i)
end
equal(#ts.values, tracestate.MAX_ENTRIES)
ts:set("one", "more")
equal(#ts.values, tracestate.MAX_ENTRIES)
equal(ts:get "a1", "")
equal(ts.values[1][1], "one")

-- span context, span status, span kind, attribute
equal(span_context.new("00000000000000000000000000000000", "1234567890123456", 1, nil, false):is_valid(), false)
equal(span_context.new("00000000000000000000000000000001", "0000000000000000", 1, nil, false):is_valid(), false)
equal(span_status:new().code, span_status.UNSET)
equal(require("opentelemetry.trace.span_status").validate(7), 0)
equal(require("opentelemetry.trace.span_kind").validate(nil), 1)
local attr = require "opentelemetry.attribute"
equal(attr.string("k", "v"), { key = "k", value = { string_value = "v" } })
equal(attr.int_array("k", { 1, 2 }), { key = "k", value = { array_value = { values = { { int_value = 1 }, { int_value = 2 } } } } })
equal(require("opentelemetry.resource").new(1, 2):attributes(), { 1, 2 })
equal(type(require("opentelemetry.util").time_nano()), "number")
equal(pcall(require, "opentelemetry.nothing"), false)
equal(pcall(require, "opentelemetry.."), false)

print("ok " .. checks)
