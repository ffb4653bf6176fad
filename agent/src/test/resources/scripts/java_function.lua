local function quantity(text)
  local n = parse(text)
  return n
end
local n = quantity("two")
