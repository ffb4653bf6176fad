-- opentelemetry.trace.noop_span: the span of a context without one. A child of it becomes a child of what is
-- current in the program.

local span_context_new = require("opentelemetry.trace.span_context").new

local noop_span = {}
local metatable = { __index = noop_span }

function noop_span.new()
  return setmetatable({ ctx = span_context_new() }, metatable)
end

function noop_span.context(self)
  return self and self.ctx or span_context_new()
end

function noop_span.is_recording()
  return false
end

for _, name in ipairs {
  "set_status", "set_attributes", "finish", "record_error", "add_event", "set_name", "tracer_provider",
} do
  noop_span[name] = function() end
end

return noop_span
