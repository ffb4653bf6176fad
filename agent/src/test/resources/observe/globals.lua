show("_G", keys(_G))
show("loaded", keys(package.loaded))
show("package", keys(package))
show("preload", keys(package.preload))
show("path", package.path, package.cpath)
show("version", _VERSION)
show("debug", type(debug))
for _, name in ipairs { "string", "table", "math", "io", "os", "coroutine", "bit32", "luajava" } do
  show(name, _G[name] and keys(_G[name]) or "absent")
end
show("same _G", rawequal(_G, _ENV), rawequal(_G._G, _G), rawequal(package.loaded._G, _G))
show("metatable", getmetatable(_G), keys(getmetatable("")))
for _, name in ipairs { "otel", "moontrace", "opentelemetry" } do
  show("require " .. name, pcall(require, name .. "_of_nobody"))
end
show("require of nothing", pcall(require))
show("twice", pcall(require, "string"))
