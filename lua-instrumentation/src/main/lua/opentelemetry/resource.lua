-- opentelemetry.resource: kept, and without effect: the resource is the agent's.

local resource = {}
local metatable = { __index = resource }

function resource.new(...)
  return setmetatable({ attrs = { ... } }, metatable)
end

function resource:attributes()
  return self.attrs
end

return resource
