local function index(t, n)
  if n == 0 then
    error("bottom")
  end
  return t[n - 1]
end
local t = setmetatable({}, { __index = index })
local x = t[300]
