package.path = "scripts/modules/?.lua"
local function use(name)
  return require(name)
end
use("broken")
