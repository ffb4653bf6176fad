package.path, package.loaded.failing = "scripts/modules/?.lua", nil
local function use(name)
  return require(name)
end
use("failing")
