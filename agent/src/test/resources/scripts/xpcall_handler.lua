local function fails()
  local t = nil
  return t.x
end
local function handler(message)
  return "handled: " .. message
end
local function go()
  local ok, message = xpcall(fails, handler)
  error(message, 0)
end
go()
