local o = { x = 0, y = 2, name = "o" }

return function()
  o.x = 0
  for i = 1, 10000 do
    o.x = o.x + o.y
  end
  return o.x
end, 10000, 20000
