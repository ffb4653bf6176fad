local function c()
  error("tail")
end
local function b()
  return c()
end
function a()
  local r = b()
  return r
end
a()
