-- what belongs to a request is in its trace, whichever class loader has LuaJ
local otel = require("otel")
local outside = assert(otel.traceparent())

local seen = {}
local step = coroutine.wrap(function()
  seen[1] = otel.traceparent()
  coroutine.yield()
  seen[2] = otel.traceparent()
  otel.span("in a coroutine", function()
    seen[3] = otel.trace_id()
    coroutine.yield()
    seen[4] = otel.trace_id()
  end)
end)
step()
step()
assert(otel.traceparent() == outside, "a span of a coroutine stays there while it waits")
step()
assert(seen[1] == outside and seen[2] == outside, "the context of whoever resumes")
assert(seen[3] == otel.trace_id() and seen[4] == seen[3])
assert(otel.traceparent() == outside)

local environment = io.popen("env"):read("*a")
assert(environment:find("TRACEPARENT=" .. outside, 1, true), environment)

local task = luajava.createProxy("java.lang.Runnable", {
  run = function()
    seen[5] = otel.trace_id()
  end,
})
local thread = luajava.newInstance("java.lang.Thread", task)
thread:start()
thread:join()
assert(seen[5] == otel.trace_id(), "a proxy that another thread calls")

local context = require("opentelemetry.context").new()
local tracer = require("opentelemetry.trace.tracer_provider").new():tracer("layouts")
local _, span = tracer:start(context, "by opentelemetry-lua")
span:finish()

otel.context.set("order_id", "o-42")
local carrier = otel.inject({})
assert(carrier.traceparent == outside)
assert(not pcall(otel.span, "fails", function()
  error("on purpose")
end))
print("ok")
