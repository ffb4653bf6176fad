local Counter = {}
Counter.__index = Counter

function Counter:add(n)
  self.n = self.n + n
  return self
end

return function()
  local counter = setmetatable({ n = 0 }, Counter)
  for i = 1, 10000 do
    counter:add(2)
  end
  return counter.n
end, 10000, 20000
