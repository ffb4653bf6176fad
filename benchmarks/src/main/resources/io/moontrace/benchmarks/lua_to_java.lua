local identity = java.identity

return function()
  local s = 0
  for i = 1, 10000 do
    s = s + identity(2)
  end
  return s
end, 10000, 20000
