local function price(tea)
  return tea.price
end
local stripped = load(string.dump(price), "@stripped.lua")
stripped()
