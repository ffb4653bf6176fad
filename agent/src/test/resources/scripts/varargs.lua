local function last(...)
  local n = select("#", ...)
  local v = select(n, ...)
  return v.name
end
function call(...)
  local v = last(...)
  return v
end
call(1, {}, nil)
