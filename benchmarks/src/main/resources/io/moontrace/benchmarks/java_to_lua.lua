local repeatedly = java.repeatedly

local function identity(x)
  return x
end

-- Java calls identity; it was called by Lua itself, so no span is made.
return function()
  return repeatedly(identity, 10000)
end, 10000, 10000
