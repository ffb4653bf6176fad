local region = "EU"
local api_token = "t0k3n"
local function price(sku, count)
  local basket = { sku, count, owner = "ada", password = "pw", nested = { 1 } }
  for i = 1, 3 do
    local sku = i
    if i == 2 then
      error("no price")
    end
  end
  return region, api_token
end
local function order(sku)
  local ok, message = pcall(price, sku, 2)
  local tries = 1
  error(message, 0)
end
order("tea")
