local t = {}
for i = 1, 100 do
  t[i] = i
end

return function()
  local s = 0
  for round = 1, 100 do
    for i = 1, 100 do
      local v = t[i]
      t[i] = v
      s = s + v
    end
  end
  return s
end, 10000, 505000
