local function fails()
  error("often")
end
local function order()
  local ok, message = pcall(fails)
  error(message, 0)
end
order()
