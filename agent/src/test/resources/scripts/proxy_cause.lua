local supplier = {}
function supplier.get()
  warehouse:take("milk")
end
function go()
  local p = luajava.createProxy("java.util.function.Supplier", supplier)
  local v = warehouse:get(p)
  return v
end
go()
