local pcall = pcall

local function identity(x)
  return x
end

return function()
  local s = 0
  for i = 1, 10000 do
    local ok, x = pcall(identity, 2)
    s = s + x
  end
  return s
end, 10000, 20000
