-- opentelemetry.trace.propagation.text_map.noop_propagator

local propagator = {}
local metatable = { __index = propagator }

function propagator.new()
  return setmetatable({}, metatable)
end

function propagator:inject() end

function propagator:extract(context)
  return context
end

function propagator.fields()
  return {}
end

return propagator
