local tea = {}
function tea.price(sku
  return 1
end
return tea
