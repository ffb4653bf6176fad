local object, fn = { "an error object" }, function() end

local cases = {
  { "call nil local", function() local x; x() end },
  { "call nil global", function() no_such_function() end },
  { "call nil field", function() local t = {}; t.field() end },
  { "call nil method", function() local t = {}; t:method() end },
  { "call nil upvalue", function() object.x.y() end },
  { "call number", function() (1)() end },
  { "call string", function() ("x")() end },
  { "index nil", function() local x; return x.y end },
  { "index nil global", function() return nothing_here.y end },
  { "index number", function() local n = 1; return n.x.y end },
  { "index boolean", function() return (true).x end },
  { "set in nil", function() local x; x.y = 1 end },
  { "nil key", function() local t = {}; t[nil] = 1 end },
  { "nan key", function() local t = {}; t[0 / 0] = 1 end },
  { "add nil", function() return 1 + nil end },
  { "add string", function() return 1 + "x" end },
  { "add table", function() return {} + 1 end },
  { "negate table", function() return -{} end },
  { "concat nil", function() return "a" .. nil end },
  { "concat table", function() return "a" .. {} end },
  { "less mixed", function() return 1 < "2" end },
  { "less tables", function() return {} < {} end },
  { "length of nil", function() local x; return #x end },
  { "length of number", function() return #1 end },
  { "for initial", function() for i = "a", 2 do end end },
  { "for limit", function() for i = 1, {} do end end },
  { "for step", function() for i = 1, 2, nil do end end },
  { "for in nil", function() for k in nil do end end },
  { "bad argument", function() return ("x"):rep({}) end },
  { "bad format", function() return ("%d"):format("x") end },
  { "bad self", function() return string.rep() end },
  { "bad pattern", function() return ("x"):find("[") end },
  { "bad setmetatable", function() return setmetatable(nil, {}) end },
  { "protected metatable", function() setmetatable(setmetatable({}, { __metatable = 1 }), {}) end },
  { "bad ipairs", function() return ipairs() end },
  { "bad select", function() return select(0) end },
  { "bad tonumber", function() return tonumber("1", 99) end },
  { "bad concat", function() return table.concat({ {} }) end },
  { "bad sort", function() return table.sort({ 1, "x", {} }) end },
  { "error text", function() error("text") end },
  { "error level 0", function() error("text", 0) end },
  { "error level 1", function() error("text", 1) end },
  { "error level 2", function() local function f() error("text", 2) end f() end },
  { "error level 9", function() error("text", 9) end },
  { "error without", function() error() end },
  { "error nil", function() error(nil) end },
  { "error number", function() error(42) end },
  { "error float", function() error(1.5, 2) end },
  { "error true", function() error(true) end },
  { "error false", function() error(false) end },
  { "error table", function() error(object) end },
  { "error function", function() error(fn) end },
  { "error of string with lines", function() error("a\nb\tc") end },
  { "error of bytes", function() error("\0\200\255") end },
  { "assert false", function() assert(false) end },
  { "assert nil", function() assert(nil, "message") end },
  { "assert object", function() assert(false, object) end },
  { "assert nothing", function() assert() end },
  { "tail call", function() return error("from a tail call") end },
  { "vararg", function(...) local a = ...; return a.b end },
  { "sort callback", function() table.sort({ 3, 2, 1 }, function() error("in sort") end) end },
  { "gsub callback", function() ("x"):gsub("x", function() error("in gsub") end) end },
  { "again", function() local ok, e = pcall(error, "once"); error(e, 0) end },
  { "twice", function() local ok, e = pcall(error, object); error(e) end },
}

for _, case in ipairs(cases) do
  show(case[1], pcall(case[2]))
  show("xpcall " .. case[1], xpcall(case[2], function(e) return type(e) .. ": " .. stable(tostring(e)), "second" end))
end

show("identity", rawequal(select(2, pcall(error, object)), object), rawequal(select(2, pcall(error, fn)), fn))
show("pcall of error", pcall(error, "direct"))
show("pcall of pcall", pcall(pcall, error, "inner"))
show("pcall of nil", pcall(nil))
show("pcall returns", pcall(function(...) return ... end, 1, nil, 3))
show("pcall without", pcall(pcall))
show("xpcall without", pcall(xpcall, error))
show("xpcall arguments", xpcall(function(...) return select("#", ...) end, print, 1, nil))
show("handler fails", xpcall(function() error("first") end, function(e) error("second") end))
show("handler of nil", pcall(xpcall, function() error("first") end, nil))
show("handler is builtin", xpcall(function() error("first", 0) end, string.upper))
