local function risky()
  error("deep")
end
local function body()
  local ok, message = pcall(risky)
  coroutine.yield(message)
end
local function go()
  local step = coroutine.wrap(body)
  local message = step()
  error(message)
end
go()
