-- opentelemetry.baggage.propagation.text_map.baggage_propagator: W3C Baggage.

local baggage = require "opentelemetry.baggage"
local getter_new = require("opentelemetry.trace.propagation.text_map.getter").new
local setter_new = require("opentelemetry.trace.propagation.text_map.setter").new

local propagator = {}
local metatable = { __index = propagator }

function propagator.new()
  return setmetatable({ text_map_setter = setter_new(), text_map_getter = getter_new() }, metatable)
end

function propagator:inject(context, carrier, setter)
  local header = native.format_baggage(context:extract_baggage().values)
  if header then
    (setter or self.text_map_setter).set(carrier, "baggage", header)
  end
end

function propagator:extract(context, carrier, getter)
  local header = (getter or self.text_map_getter).get(carrier, "baggage")
  if not header then
    return context
  end
  return context:inject_baggage(baggage.new(native.parse_baggage(header)))
end

function propagator.validate_baggage(key, value)
  return key ~= nil and value ~= nil
end

function propagator.fields()
  return { "baggage" }
end

return propagator
