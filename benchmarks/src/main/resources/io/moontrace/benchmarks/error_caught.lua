local attempt, error = java.attempt, error
local depth = java.depth

local function descend(n)
  if n == 1 then
    error("bad")
  end
  local r = descend(n - 1)
  return r
end

-- Java, called by Lua, catches each error, so no error escapes the entry and none is reported.
return function()
  local caught = 0
  for i = 1, 100 do
    caught = caught + attempt(descend, depth)
  end
  return caught
end, 100, 100
