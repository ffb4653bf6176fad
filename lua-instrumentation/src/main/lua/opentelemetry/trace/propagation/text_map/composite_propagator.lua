-- opentelemetry.trace.propagation.text_map.composite_propagator: calls several propagators in order.

local propagator = {}
local metatable = { __index = propagator }

function propagator.new(propagators)
  return setmetatable({ propagators = propagators }, metatable)
end

function propagator:inject(context, carrier, setter)
  for _, one in ipairs(self.propagators) do
    one:inject(context, carrier, setter)
  end
end

function propagator:extract(context, carrier, getter)
  for _, one in ipairs(self.propagators) do
    context = one:extract(context, carrier, getter)
  end
  return context
end

return propagator
