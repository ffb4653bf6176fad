local function take(sku)
  warehouse:take(sku)
  return 1
end
local function body(sku)
  coroutine.yield(1)
  take(sku)
  return 2
end
function go()
  local next_step = coroutine.wrap(body)
  next_step("tea")
  next_step()
  return 1
end
go()
