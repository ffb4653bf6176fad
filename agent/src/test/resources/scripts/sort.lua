local function by_price(x, y)
  return x.price < y.price
end
function cheapest(items)
  table.sort(items, by_price)
  return items[1]
end
cheapest({{price = 1}, {}, {price = 2}})
