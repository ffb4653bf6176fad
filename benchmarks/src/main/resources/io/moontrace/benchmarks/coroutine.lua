local yield = coroutine.yield

-- A coroutine needs a thread, so each is resumed a thousand times.
return function()
  local next = coroutine.wrap(function()
    for i = 1, 1000 do
      yield(2)
    end
    return 0
  end)
  local s = 0
  for i = 1, 1001 do
    s = s + next()
  end
  return s
end, 1000, 2000
