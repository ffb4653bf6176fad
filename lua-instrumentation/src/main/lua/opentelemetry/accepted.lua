-- Processors, exporters and samplers: the agent has its own. Accepted, and without effect.

local accepted = {}
local metatable = {
  __index = function()
    return function() end
  end,
}

function accepted.new()
  return setmetatable({}, metatable)
end

return accepted
