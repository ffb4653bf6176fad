local O = {}
O.__index = O
function O:go(n)
  local t = nil
  return t.field .. n
end
function O.make()
  local o = setmetatable({}, O)
  local r = o:go(3)
  return r
end
local made = O.make()
return made
