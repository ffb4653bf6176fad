local function inner()
  error("deep")
end
local function outer()
  local ok, message = coroutine.resume(coroutine.create(inner))
  assert(ok, message)
end
function go()
  local co = coroutine.create(outer)
  local ok, message = coroutine.resume(co)
  error(message, 0)
end
go()
