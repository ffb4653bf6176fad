local function failing(name)
  return function() error("in " .. name) end
end

local meta = {}
for _, name in ipairs {
  "__add", "__sub", "__mul", "__div", "__mod", "__pow", "__unm", "__concat", "__len", "__eq", "__lt",
  "__le", "__index", "__newindex", "__call", "__tostring", "__pairs", "__ipairs",
} do
  meta[name] = failing(name)
end
local a, b = setmetatable({}, meta), setmetatable({}, meta)

show("add", pcall(function() return a + 1 end))
show("sub", pcall(function() return 1 - a end))
show("mul", pcall(function() return a * b end))
show("div", pcall(function() return a / b end))
show("mod", pcall(function() return a % b end))
show("pow", pcall(function() return a ^ b end))
show("unm", pcall(function() return -a end))
show("concat", pcall(function() return a .. "x" end))
show("len", pcall(function() return #a end))
show("eq", pcall(function() return a == b end))
show("lt", pcall(function() return a < b end))
show("le", pcall(function() return a <= b end))
show("index", pcall(function() return a.x end))
show("newindex", pcall(function() a.x = 1 end))
show("call", pcall(function() return a(1) end))
show("tostring", pcall(function() return tostring(a) end))
show("print", pcall(function() print(a) end))
show("pairs", pcall(function() return pairs(a) end))
show("ipairs", pcall(function() return ipairs(a) end))
show("as error", rawequal(select(2, pcall(error, a)), a))
show("error index loop", pcall(function()
  local loop = {}
  setmetatable(loop, { __index = loop })
  return loop.x
end))
