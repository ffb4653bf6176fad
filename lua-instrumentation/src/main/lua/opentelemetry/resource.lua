-- opentelemetry.resource: stored without effect, because the agent's resource is used.

local resource = {}
local metatable = { __index = resource }

function resource.new(...)
  return setmetatable({ attrs = { ... } }, metatable)
end

function resource:attributes()
  return self.attrs
end

return resource
