local function brew()
  warehouse:faults():outOfMemory()
end
local function order()
  brew()
  return 1
end
order()
