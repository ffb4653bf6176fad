local mt = {__eq = function() return true end}
local function fails()
  error(setmetatable({}, mt))
end
function go()
  pcall(fails)
  error(setmetatable({}, mt))
end
go()
