-- opentelemetry.trace.span_status

local span_status = require("opentelemetry.api.trace.span_status"):new()

function span_status.validate(code)
  return type(code) == "number" and code >= 0 and code <= 2 and code or span_status.UNSET
end

return span_status
