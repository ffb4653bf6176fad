-- opentelemetry.trace.non_recording_span: a span of another process or of Java.

local non_recording_span = {}
local metatable = { __index = non_recording_span }

function non_recording_span.new(tracer, ctx)
  local handle = native.wrap(ctx.trace_id, ctx.span_id, ctx.trace_flags, ctx.trace_state:as_string(), ctx.remote)
  return setmetatable({ tracer = tracer, ctx = ctx, handle = handle }, metatable)
end

-- Wraps an existing context.
function non_recording_span.of(handle, ctx)
  return setmetatable({ ctx = ctx, handle = handle }, metatable)
end

function non_recording_span:context()
  return self.ctx
end

function non_recording_span.is_recording()
  return false
end

function non_recording_span:tracer_provider()
  return self.tracer and self.tracer.provider or require("opentelemetry.global").get_tracer_provider()
end

for _, name in ipairs { "set_status", "set_attributes", "finish", "record_error", "add_event", "set_name" } do
  non_recording_span[name] = function() end
end

return non_recording_span
