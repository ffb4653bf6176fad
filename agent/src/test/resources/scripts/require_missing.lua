local function use(name)
  return require(name)
end
use("no_such_module")
