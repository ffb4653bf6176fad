package.path = "scripts/modules/?.lua"
local tea = require("tea")
local function order(sku)
  return tea.price(sku)
end
order("green")
