local function reserve(sku)
  warehouse:take(sku)
  return true
end
function order(sku)
  local ok, message = pcall(reserve, sku)
  if not ok then
    error(message, 0)
  end
end
order("tea")
