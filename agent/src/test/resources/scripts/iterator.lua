local function next_item(state, i)
  error("no items")
end
function walk()
  for i in next_item, {}, 0 do
  end
end
walk()
