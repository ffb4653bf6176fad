local env = { pcall = pcall, error = error, type = type, select = select }
show("sandbox", pcall(load("return type(print), type(_G), type(require)", "@box.lua", "t", env)))
show("escape", pcall(load("return _ENV.debug or _ENV.luajava", "@box.lua", "t", env)))
show("missing", pcall(load("print('x')", "@box.lua", "t", env)))
show("error in it", pcall(load("local ok, e = pcall(error, 'x') error(e .. '!')", "@box.lua", "t", env)))
load("leak = 1", "@box.lua", "t", env)()
show("leak", env.leak, leak, keys(env))

local strict = setmetatable({}, { __index = function(_, k) error("no global " .. k, 2) end, __newindex = function(_, k) error("no new global " .. k, 2) end })
show("strict read", pcall(load("return undeclared", "@strict.lua", "t", strict)))
show("strict write", pcall(load("undeclared = 1", "@strict.lua", "t", strict)))
show("nil env", pcall(load("return x", "@nil.lua", "t", nil)))

local function with_env()
  local _ENV = { show = show }
  show("local env", x, y)
  x = 1
  return _ENV
end
show("swapped", keys(with_env()))
local seen = {}
local watched = setmetatable({}, { __index = function(_, k) seen[#seen + 1] = k; return _G[k] end })
pcall(load("local t = {} t.x.y = 1", "@watched.lua", "t", watched))
pcall(load("error('seen')", "@watched.lua", "t", watched))
show("watched", table.concat(seen, " "))
