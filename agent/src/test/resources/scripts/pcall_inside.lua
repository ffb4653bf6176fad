local function fails()
  error("handled")
end
function go()
  local ok, message = pcall(fails)
  assert(ok, "not ok")
end
go()
