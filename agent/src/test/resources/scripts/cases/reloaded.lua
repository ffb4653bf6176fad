local old = require("tea")
package.loaded["tea"] = nil
edit(" -- edited")
local new = require("tea")
function cup()
  cup = nil
  local b = new.brew()
  return b
end
old.brew()
