-- opentelemetry.trace.propagation.text_map.getter: reads from a carrier such as ngx.req.

local getter = {}

function getter.new()
  return setmetatable({}, { __index = getter })
end

function getter.get(carrier, key)
  return carrier.get_headers()[key]
end

return getter
