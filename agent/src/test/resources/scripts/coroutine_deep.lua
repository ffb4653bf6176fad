local function level(n)
  if n == 0 then
    warehouse:take("tea")
  end
  local step = coroutine.wrap(function()
    level(n - 1)
  end)
  step()
end
level(3)
