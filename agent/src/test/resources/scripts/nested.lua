local function c(x)
  local y = x + 1
  error("boom")
end
local function b(x)
  c(x)
  return 1
end
function a(x)
  b(x)
  return 2
end
a(5)
return 3
