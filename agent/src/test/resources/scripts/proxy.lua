local callback = {}
function callback.run()
  error("in the proxy")
end
function go()
  local p = luajava.createProxy("java.lang.Runnable", callback)
  warehouse:run(p)
  return 1
end
go()
