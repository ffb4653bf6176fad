local function reserve(sku)
  warehouse:take(sku)
  return true
end
function order(sku)
  reserve(sku)
  return 1
end
order("tea")
