-- What a script can do to a span: arguments are checked, then the span is changed. The checks blame the
-- caller's caller, because each operation is called by a function or a method of the module otel.

local arguments = require "moontrace.arguments"
local exceptions = require "moontrace.exceptions"

local operations = {}

function operations.set_attribute(span, key, value)
  key = arguments.text(1, "set_attribute", key, 3)
  arguments.attribute(2, "set_attribute", value, 3)
  span:set_attribute(key, value)
end

function operations.set_attributes(span, foreign)
  arguments.is_table(1, "set_attributes", foreign, 3)
  span:set_attributes(foreign)
end

function operations.add_event(span, name, foreign)
  name = arguments.text(1, "add_event", name, 3)
  arguments.optional_table(2, "add_event", foreign, 3)
  span:add_event(name, foreign)
end

function operations.record_error(span, err)
  exceptions.record(span, err)
end

function operations.set_status(span, code, description)
  code = arguments.text(1, "set_status", code, 3)
  description = arguments.optional_text(2, "set_status", description, 3)
  span:set_status(code, description)
end

function operations.set_name(span, name)
  span:set_name(arguments.text(1, "set_name", name, 3))
end

function operations.is_recording(span)
  return span:is_recording()
end

function operations.finish(span)
  span:finish()
end

return operations
