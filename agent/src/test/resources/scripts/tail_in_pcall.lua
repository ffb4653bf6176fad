local function fails()
  error("no tea")
end
local function brew()
  return fails()
end
local function go()
  local ok, message = pcall(brew)
  error(message, 0)
end
go()
