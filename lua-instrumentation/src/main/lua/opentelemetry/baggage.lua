-- opentelemetry.baggage: immutable; set_value and remove_value return a modified copy.

local util = require "opentelemetry.util"

local baggage = {}
local metatable = { __index = baggage }

function baggage.new(values)
  return setmetatable({ values = values or {} }, metatable)
end

local function with(self, name, entry)
  local values = util.shallow_copy_table(self.values)
  values[name] = entry
  return baggage.new(values)
end

function baggage:set_value(name, value, metadata)
  return with(self, name, { value = value, metadata = metadata })
end

function baggage:get_value(name)
  local entry = self.values[name]
  return entry and entry.value
end

function baggage:remove_value(name)
  return with(self, name, nil)
end

function baggage:get_all_values()
  return util.shallow_copy_table(self.values)
end

return baggage
