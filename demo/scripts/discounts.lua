-- What is taken off a price, in whole cents.

local discounts = {}

local coupons = {
  WELCOME = { percent = 10, minimum = 0 },
  BULK = { percent = 15, minimum = 10000 },
}

-- From this quantity on, that many percent off. The best comes first.
local steps = {
  { quantity = 50, percent = 8 },
  { quantity = 10, percent = 5 },
}

-- This is the bug of the demo: nobody asks whether the coupon has an entry.
local function percent_of(code, price)
  local coupon = coupons[code]
  if price < coupon.minimum then
    return 0
  end
  return coupon.percent
end

local function by_coupon(order, price)
  if not order.coupon then
    return 0
  end
  local percent = percent_of(order.coupon, price)
  return math.floor(price * percent / 100)
end

local function by_quantity(order, price)
  for _, step in ipairs(steps) do
    if order.quantity >= step.quantity then
      return math.floor(price * step.percent / 100)
    end
  end
  return 0
end

-- Discounts do not add up: the customer gets the better one.
function discounts.total(order, price)
  local coupon = by_coupon(order, price)
  local quantity = by_quantity(order, price)
  return math.max(coupon, quantity)
end

return discounts
