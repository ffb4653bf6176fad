-- opentelemetry.trace.tracer_provider: that of the agent. Its sampler, resource and exporters are those that
-- the operator configured; arguments of scripts have no effect.

local tracer_new = require("opentelemetry.trace.tracer").new

local tracer_provider = {}
local metatable = { __index = tracer_provider }

function tracer_provider.new(span_processors, opts)
  return setmetatable({ resource = opts and opts.resource, named_tracer = {} }, metatable)
end

function tracer_provider:tracer(name, opts)
  local il = { name = name, version = opts and opts.version or "", schema_url = opts and opts.schema_url or "" }
  local key = il.name .. il.version .. il.schema_url
  self.named_tracer[key] = self.named_tracer[key] or tracer_new(self, il)
  return self.named_tracer[key]
end

for _, name in ipairs { "force_flush", "shutdown", "register_span_processor", "set_span_processors" } do
  tracer_provider[name] = function() end
end

return tracer_provider
