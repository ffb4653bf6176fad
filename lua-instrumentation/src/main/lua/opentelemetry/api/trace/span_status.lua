-- opentelemetry.api.trace.span_status; the lower-case names are those of versions before 0.2-3.

local span_status = { UNSET = 0, OK = 1, ERROR = 2, unset = 0, ok = 1, error = 2 }

function span_status:new(code)
  return setmetatable({ code = code or span_status.UNSET }, { __index = self })
end

return span_status
