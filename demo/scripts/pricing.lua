-- What goods cost and weigh. Amounts are whole cents, weights are grams.

local pricing = {}

-- What is added to the purchase price, by category.
local margins = {
  food = 0.35,
  household = 0.50,
  toys = 0.60,
}

local packaging = 120 -- grams

local function margin_of(item)
  local category = item:category()
  local margin = margins[category]
  if not margin then
    error("no margin for category '" .. category .. "'")
  end
  return margin
end

-- The price rule. The inventory calls it with the item it has found.
local function selling_price(item)
  local margin = margin_of(item)
  return math.ceil(item:cost() * (1 + margin))
end

function pricing.price(order)
  local each = inventory:price(order.sku, selling_price)
  return each * order.quantity
end

function pricing.weight(order)
  return inventory:weight(order.sku) * order.quantity + packaging
end

return pricing
