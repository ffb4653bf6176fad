local function fails()
  error("once")
end
local function order()
  warehouse:faults():again(fails)
  return 1
end
order()
