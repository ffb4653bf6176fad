-- The attributes of an error for OTLP: docs/errors.md, section By OTLP.


local text = require "moontrace.text"

local next = next

local MAX_MESSAGE = 8192

local error_records = {}

-- The attributes of the span event "exception".
function error_records.span_attributes(err)
  local attributes = {
    ["exception.type"] = err.type,
    ["exception.message"] = err.message,
    ["exception.stacktrace"] = err.stack_trace,
    ["error.id"] = err.id,
    ["error.fingerprint"] = err.fingerprint,
    lang = err.lang,
  }
  return attributes
end

-- The innermost frame of the application; without one, the innermost frame; nil without frames.
function error_records.origin(err)
  for i = 1, #err.frames do
    if err.frames[i].in_app then
      return err.frames[i]
    end
  end
  return err.frames[1]
end

-- The business context, each entry as `context.<key>`, with the ids that have attributes of their own.
local function add_context(attributes, context)
  for key, value in next, context do
    attributes["context." .. key] = value
  end
  attributes["user.id"] = context["user.id"] or context.user_id
  attributes["session.id"] = context["session.id"] or context.session_id
end

-- A log record: {event_name, severity, body, attributes}. `event_id` is that of the line; `context`, the
-- business context, has been redacted.
function error_records.log_record(err, event_id, context, thread)
  local attributes = error_records.span_attributes(err)
  attributes["event.id"] = event_id
  attributes["error.type"] = err.type
  attributes["error.handled"] = err.handled
  attributes["error.approximate"] = err.approximate
  attributes["error.frames"] = err.frames
  attributes["error.causes"] = err.causes
  attributes["thread.name"] = thread
  local origin = error_records.origin(err)
  if origin and origin.in_app then
    attributes["code.function.name"] = origin["function"]
    attributes["code.file.path"] = origin.file
    attributes["code.line.number"] = origin.line
  end
  add_context(attributes, context or {})
  return {
    event_name = "exception",
    severity = err.handled and "WARN" or "ERROR",
    body = err.message == "" and err.type or text.one_line(err.message, MAX_MESSAGE),
    attributes = attributes,
  }
end

return error_records
