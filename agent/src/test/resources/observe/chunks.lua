for _, source in ipairs {
  "x =", "return return", "if", "for i = 1 do end", "goto nowhere", "break", "local function end",
  "x = 'unfinished", "x = [[unfinished", "= 1", "f(", "a.b:c = 1", "return ...", "\27Lua", "x = 0xg", "::a:: ::a::",
} do
  show(source, load(source))
  show("named " .. source, load(source, "@chunk.lua"))
end
show("mode", load("return 1", "=name", "b"))
show("reader", load(function() return nil end))
show("reader fails", pcall(load, function() error("in reader") end))
show("loadstring", type(loadstring), type(loadfile), type(dofile))
show("dofile", pcall(dofile, "no_such_file.lua"))
show("loadfile", loadfile("no_such_file.lua"))
show("names", pcall(load("error('x')", "=name")), pcall(load("error('x')", "@name")), pcall(load("error('x')", "name")))
show("default name", pcall(load("error('x')")))
show("long name", pcall(load("local x = nil; x()", ("x"):rep(100))))
show("runtime in chunk", pcall(load("local t\nlocal u = 1\nt.x = u", "@lines.lua")))

local ok, dumped = pcall(string.dump, load("local a = ...\nif a then error('dumped', 1) end\nreturn 5", "@dumped.lua"))
if ok then
  local sum = 0
  for i = 1, #dumped do sum = (sum * 31 + dumped:byte(i)) % 1000003 end
  show("dump", #dumped, sum)
  local f = load(dumped, "@again.lua", "b")
  show("undumped", f())
  show("undumped fails", pcall(f, true))
  show("text only", load(dumped, "@again.lua", "t"))
  show("truncated", pcall(load, dumped:sub(1, 20)))
else
  show("no dump", dumped)
end
