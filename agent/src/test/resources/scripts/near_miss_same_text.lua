local function fails()
  error("boom")
end
function go()
  pcall(fails)
  fails()
end
go()
