if not debug then
  show("no debug")
  return
end
show("debug", keys(debug))
local function f(a, b)
  local c = a + b
  show("locals", debug.getlocal(1, 1), debug.getlocal(1, 2))
  local info = debug.getinfo(1)
  show("info", info.currentline, info.short_src, info.name, info.what, info.nups, info.linedefined)
  show("traceback", debug.traceback("here", 1))
  return c
end
show("f", f(1, 2))
show("xpcall traceback", xpcall(function() local x; x.y = 1 end, debug.traceback))
show("xpcall in java", xpcall(function() host:call(function() error("deep") end) end, debug.traceback))
show("plain traceback", debug.traceback())
show("of a coroutine", (function()
  local co = coroutine.create(function() coroutine.yield() end)
  coroutine.resume(co)
  local trace = type(debug.traceback(co))
  coroutine.resume(co) -- else its thread, and the JVM, lives until the garbage is collected
  return trace
end)())
local count = 0
debug.sethook(function() count = count + 1 end, "l")
local x = 1
x = x + 1
debug.sethook()
show("hook", count, debug.gethook())
show("getregistry", type(debug.getregistry()))
show("upvalue", debug.getupvalue(f, 1))
