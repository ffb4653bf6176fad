-- A map that holds at most a number of entries; beyond it, the oldest is dropped.

local bounded_map = {}

-- A map for `size` entries: get(key), put(key, value).
function bounded_map.new(size)
  local values, ring, at = {}, {}, 0
  local map = {}

  function map.get(key)
    return values[key]
  end

  function map.put(key, value)
    if values[key] == nil then
      at = at % size + 1
      local oldest = ring[at]
      if oldest ~= nil then
        values[oldest] = nil
      end
      ring[at] = key
    end
    values[key] = value
  end

  return map
end

return bounded_map
