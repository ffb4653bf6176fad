local function items(list)
  return coroutine.wrap(function()
    for i = 1, #list do
      coroutine.yield(list[i].sku)
    end
  end)
end
local function total(list)
  local n = 0
  for sku in items(list) do
    n = n + #sku
  end
  return n
end
total({ { sku = "tea" }, false })
