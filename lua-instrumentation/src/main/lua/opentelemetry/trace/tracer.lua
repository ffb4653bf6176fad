-- opentelemetry.trace.tracer

local recording_span = require "opentelemetry.trace.recording_span"
local span_context = require "opentelemetry.trace.span_context"
local span_kind = require "opentelemetry.trace.span_kind"

local tracer = {}
local metatable = { __index = tracer }

function tracer.new(provider, il)
  return setmetatable({ provider = provider, il = il }, metatable)
end

-- Returns a context with the new span, and the span.
function tracer:start(context, name, config)
  config = config or {}
  local kind = span_kind.validate(config.kind)
  local handle, trace_id, span_id, flags, state = native.start(
    context.sp and context.sp.handle, name, kind, recording_span.attributes_of(config.attributes),
    self.il.name, self.il.version, self.il.schema_url)
  local ctx = span_context.of(trace_id, span_id, flags, state, false)
  local span = recording_span.new(self, context:span_context(), ctx, name, kind, handle)
  return context:with_span(span), span
end

return tracer
