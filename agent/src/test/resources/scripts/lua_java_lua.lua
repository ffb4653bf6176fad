local function price(i)
  if i == 2 then
    warehouse:take("tea")
  end
end
function total()
  each(price)
  return 1
end
total()
