function go()
  pcall(error, "not found", 0)
  error("not found", 0)
end
go()
