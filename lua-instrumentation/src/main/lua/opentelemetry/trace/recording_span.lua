-- opentelemetry.trace.recording_span: a span of the agent.

local span_status = require "opentelemetry.trace.span_status"

local STATUS = { [0] = "unset", "ok", "error" }

local recording_span = {}
local metatable = { __index = recording_span }

local function value_of(value)
  if type(value) ~= "table" then
    return value
  end
  if type(value.array_value) ~= "table" then
    local _, scalar = next(value)
    return scalar
  end
  local elements = {}
  for i, element in ipairs(value.array_value.values or {}) do
    elements[i] = value_of(element)
  end
  return elements
end

-- Converts a list in the structure of OTLP to names and values.
function recording_span.attributes_of(list)
  local attributes = {}
  for _, attribute in ipairs(type(list) == "table" and list or {}) do
    if type(attribute) == "table" and type(attribute.key) == "string" then
      attributes[attribute.key] = value_of(attribute.value)
    end
  end
  return attributes
end

function recording_span.new(tracer, parent_ctx, ctx, name, kind, handle)
  return setmetatable({
    tracer = tracer,
    parent_ctx = parent_ctx,
    ctx = ctx,
    name = name,
    kind = kind,
    handle = handle,
  }, metatable)
end

function recording_span:context()
  return self.ctx
end

function recording_span:is_recording()
  return self.handle:is_recording()
end

function recording_span:set_status(code, message)
  code = span_status.validate(code)
  self.handle:set_status(STATUS[code], code == span_status.ERROR and message or nil)
end

function recording_span:set_attributes(...)
  self.handle:set_attributes(recording_span.attributes_of { ... })
end

-- Takes the end in nanoseconds since 1970; without it, the span ends now.
function recording_span:finish(end_timestamp)
  native.finish(self.handle, end_timestamp)
end

function recording_span:record_error(message)
  if type(message) == "string" then
    self.handle:record_error(message)
  end
end

function recording_span:add_event(name, opts)
  self.handle:add_event(name, recording_span.attributes_of(opts and opts.attributes))
end

function recording_span:set_name(name)
  self.name = name
  self.handle:set_name(name)
end

function recording_span:tracer_provider()
  return self.tracer.provider
end

return recording_span
