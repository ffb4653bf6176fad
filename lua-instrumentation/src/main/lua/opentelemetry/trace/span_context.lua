-- opentelemetry.trace.span_context

local tracestate = require "opentelemetry.trace.tracestate"

local span_context = {
  INVALID_TRACE_ID = "00000000000000000000000000000000",
  INVALID_SPAN_ID = "0000000000000000",
}
local metatable = { __index = span_context }

function span_context.new(trace_id, span_id, trace_flags, trace_state, remote)
  return setmetatable({
    trace_id = trace_id,
    span_id = span_id,
    trace_flags = trace_flags,
    trace_state = trace_state or tracestate.new {},
    remote = remote,
  }, metatable)
end

-- Takes the tracestate as text.
function span_context.of(trace_id, span_id, trace_flags, state, remote)
  return span_context.new(trace_id, span_id, trace_flags, tracestate.parse_tracestate(state), remote)
end

function span_context:is_valid()
  return self.trace_id ~= nil and self.trace_id ~= span_context.INVALID_TRACE_ID
    and self.span_id ~= nil and self.span_id ~= span_context.INVALID_SPAN_ID
end

function span_context:is_remote()
  return self.remote
end

function span_context:is_sampled()
  return (self.trace_flags or 0) % 2 == 1
end

function span_context:plain()
  return {
    trace_id = self.trace_id,
    span_id = self.span_id,
    trace_flags = self.trace_flags,
    trace_state = self.trace_state,
    remote = self.remote,
  }
end

return span_context
