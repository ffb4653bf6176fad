-- opentelemetry.trace.propagation.text_map.trace_context_propagator: W3C Trace Context.

local span_context = require "opentelemetry.trace.span_context"
local getter_new = require("opentelemetry.trace.propagation.text_map.getter").new
local setter_new = require("opentelemetry.trace.propagation.text_map.setter").new

local propagator = {}
local metatable = { __index = propagator }

function propagator.new()
  return setmetatable({ text_map_setter = setter_new(), text_map_getter = getter_new() }, metatable)
end

function propagator:inject(context, carrier, setter)
  setter = setter or self.text_map_setter
  local span = context:span_context()
  if not span:is_valid() then
    return
  end
  local traceparent = native.format_traceparent(span.trace_id, span.span_id, span.trace_flags)
  if not traceparent then
    return
  end
  setter.set(carrier, "traceparent", traceparent)
  if span.trace_state then
    setter.set(carrier, "tracestate", span.trace_state:as_string())
  end
end

function propagator:extract(context, carrier, getter)
  getter = getter or self.text_map_getter
  local traceparent = getter.get(carrier, "traceparent")
  local trace_id, span_id, flags, state =
    native.parse_traceparent(traceparent, traceparent and getter.get(carrier, "tracestate"))
  if not trace_id then
    return context
  end
  return context:with_span_context(span_context.of(trace_id, span_id, flags, state, true))
end

function propagator.fields()
  return { "traceparent", "tracestate" }
end

return propagator
