local yield = coroutine.yield

-- The thread that a coroutine needs is made once for a thousand resumes.
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
