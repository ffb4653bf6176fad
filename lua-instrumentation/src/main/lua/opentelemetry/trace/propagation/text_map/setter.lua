-- opentelemetry.trace.propagation.text_map.setter: writes to a carrier such as ngx.req.

local setter = {}

function setter.new()
  return setmetatable({}, { __index = setter })
end

function setter.set(carrier, name, value)
  carrier.set_header(name, value)
end

return setter
