-- opentelemetry.trace.tracestate

local tracestate = { MAX_KEY_LEN = 256, MAX_VAL_LEN = 256, MAX_ENTRIES = 32 }
local metatable = { __index = tracestate }

function tracestate.new(values)
  return setmetatable({ values = values }, metatable)
end

-- Parses a header or a list of headers; a malformed one yields an empty tracestate.
function tracestate.parse_tracestate(header)
  return tracestate.new(native.parse_tracestate(header))
end

local function position(self, key)
  for i, member in ipairs(self.values) do
    if member[1] == key then
      return i
    end
  end
end

function tracestate:set(key, value)
  if native.is_member(key, value) then
    self:del(key)
    if #self.values >= tracestate.MAX_ENTRIES then
      table.remove(self.values)
    end
    table.insert(self.values, 1, { key, value })
  end
  return self
end

function tracestate:get(key)
  local i = position(self, key)
  return i and self.values[i][2] or ""
end

function tracestate:del(key)
  local i = position(self, key)
  if i then
    table.remove(self.values, i)
  end
  return self
end

function tracestate:as_string()
  local members = {}
  for i, member in ipairs(self.values) do
    members[i] = member[1] .. "=" .. member[2]
  end
  return table.concat(members, ",")
end

return tracestate
