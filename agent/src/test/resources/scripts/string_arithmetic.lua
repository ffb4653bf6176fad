local t = {n = "x"}
local function f()
  return t.n + 1
end
local r = f()
