-- What becomes of one order. The service calls checkout(order) for each one.
--
-- order:     sku, quantity, country and perhaps coupon
-- inventory: the Java object that knows the goods
-- shipping:  the Java object that asks the carrier

local pricing = require "pricing"
local discounts = require "discounts"

local function quote(country, weight)
  local cents = shipping:quote(country, weight)
  return cents
end

-- The carrier's own words would not say what could not be sent.
local function postage(order)
  local weight = pricing.weight(order)
  local ok, answer = pcall(quote, order.country, weight)
  if not ok then
    error("no postage for " .. order.sku .. ": " .. answer, 0)
  end
  return answer
end

-- The last step: an order that failed before it has reserved nothing.
local function reserve(order)
  local left = inventory:reserve(order.sku, order.quantity)
  return left
end

function checkout(order)
  local price = pricing.price(order)
  local discount = discounts.total(order, price)
  local cents = postage(order)
  reserve(order)

  return {
    price = price,
    discount = discount,
    shipping = cents,
    total = price - discount + cents,
  }
end
