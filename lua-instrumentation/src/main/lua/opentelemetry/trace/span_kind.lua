-- opentelemetry.trace.span_kind

local span_kind = { unspecified = 0, internal = 1, server = 2, client = 3, producer = 4, consumer = 5 }

function span_kind.validate(kind)
  return type(kind) == "number" and kind >= 0 and kind <= 5 and kind or span_kind.internal
end

return span_kind
