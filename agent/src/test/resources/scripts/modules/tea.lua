local tea = {}
function tea.price(sku)
  return prices[sku]
end
return tea
