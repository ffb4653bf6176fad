-- What a program's own modules and searchers see, whatever their names.
show("searchers", #package.searchers, keys(package.searchers))
show("before", package.loaded.otel, package.loaded["moontrace.otel"], package.preload.otel, rawget(_G, "otel"))
for _, name in ipairs { "otelx", "otel.x", "Otel", " otel", "opentelemetry", "opentelemetry.nothing", "moontrace", "" } do
  show("require " .. name, pcall(require, name))
end
package.preload.otel = function(name, where) return { mine = name, where = where } end
show("own module", require("otel").mine, require("otel") == package.loaded.otel, keys(package.loaded))
package.loaded.otel = nil
package.preload.otel = function() end
show("own module returns nothing", require("otel"))
package.loaded.otel, package.preload.otel = nil, nil
table.insert(package.searchers, function(name)
  if name == "otel" then
    return function() return "by searcher" end
  end
  return "\n\tsearched for " .. name
end)
show("own searcher", require("otel"))
show("its message", pcall(require, "nothing"))
package.loaded.otel = nil
package.searchers[#package.searchers] = function() error("searcher fails") end
show("failing searcher", pcall(require, "otel"))
package.searchers[#package.searchers] = nil
local requires = {}
local env = setmetatable({ require = function(name) requires[#requires + 1] = name return "own require" end }, { __index = _G })
show("own require", load("return require('otel')", "@own.lua", "t", env)(), requires[1])
show("no require", pcall(load("return require('otel')", "@box.lua", "t", { pcall = pcall })))
local searchers = package.searchers
package.searchers = nil
show("no searchers", pcall(require, "otel"))
package.searchers = searchers
show("after", keys(package.loaded), keys(package.preload), #package.searchers, rawget(_G, "otel"))
