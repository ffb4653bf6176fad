local mt = {}
function mt.__add(x, y)
  error("no sum")
end
function mt.__index(t, k)
  return (t + 1)
end
local t = setmetatable({}, mt)
function a()
  local v = t.foo
  return v
end
a()
