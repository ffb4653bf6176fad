local attempts = {
  unchecked = function() host:unchecked("from Java") end,
  checked = function() host:checked() end,
  error = function() host:error() end,
  lua_error = function() host:luaError() end,
  nested = function() host:call(function(text) error("under " .. text) end) end,
  nested_java = function() host:call(function() host:unchecked("deep") end) end,
  nested_object = function() host:call(function() error({}) end) end,
  rethrow = function() host:rethrow(function() error("first") end) end,
  runnable = function() host:runnable(luajava.createProxy("java.lang.Runnable", { run = function() error("in a proxy") end })) end,
  supplier = function() host:supplier(luajava.createProxy("java.util.function.Supplier", {})) end,
  constructor = function() luajava.newInstance("io.moontrace.agent.program.Host", "x") end,
  no_class = function() luajava.bindClass("no.such.Class") end,
  no_method = function() host:noSuchMethod() end,
  no_field = function() return host.noSuchField.x end,
  static = function() luajava.bindClass("java.lang.Integer"):parseInt("x") end,
}

local names = {}
for name in pairs(attempts) do names[#names + 1] = name end
table.sort(names)

for _, name in ipairs(names) do
  show(name, pcall(attempts[name]))
  show("attempt " .. name, host:attempt(attempts[name]))
  show("in coroutine " .. name, coroutine.resume(coroutine.create(attempts[name])))
end

names = {}
for name in pairs(jfn) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do
  show("function " .. name, pcall(jfn[name], 1))
  show("attempt function " .. name, host:attempt(function() jfn[name]() end))
  show("builtin " .. name, pcall(string.gsub, "x", "x", jfn[name]))
end

local ok, thrown = pcall(jfn.cause)
show("cause", ok, type(thrown))
show("attempt levels", host:attempt(function() local function f() error("two", 2) end f() end))
show("attempt rethrown", host:attempt(function() local _, e = pcall(error, "once"); error(e, 0) end))
show("attempt twice", host:attempt(function() local _, e = pcall(host.unchecked, host, "a"); error(e) end))
