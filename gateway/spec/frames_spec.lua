-- Stacks as text, like the goldens of the agent: functions are named as the source defines them, else as
-- their caller calls them.

local checks = require "checks"
local chunk_sources = require "moontrace.chunk_sources"
local coroutines = require "moontrace.coroutines"
local errors = require "moontrace.errors"
local lua_functions = require "moontrace.lua_functions"
local otel = require "otel"
local redaction = require "moontrace.redaction"

local check, equal = checks.check, checks.equal
local is_luajit = type(rawget(_G, "jit")) == "table"
local gsub = string.gsub

local function file_of(script)
  local path = os.tmpname()
  os.remove(path)
  path = path .. ".lua"
  local file = assert(io.open(path, "wb"))
  file:write(script)
  file:close()
  return path
end

-- The frames of the error that a script raises; its file is called x.lua.
local function run(script)
  local path = file_of(script)
  local ok, err = errors.call(assert(loadfile(path)))
  check(not ok, "raises")
  local object = errors.captured(err)
  os.remove(path)
  return object, (gsub(object.stack_trace, path:gsub("%p", "%%%0"), "x.lua"))
end

-- LuaJIT keeps no trace of a tail call.
local function expect(name, script, expected, shown_name)
  expected = gsub(expected, "NAME", shown_name or "")
  local _, text = run(script)
  text = gsub(gsub(text, "^[^\n]*\n", ""), "\tat <lua> ", "")
  text = gsub(text, "pcall%(%[builtin%]%)\n.*$", "")
  expected = is_luajit and gsub(expected, "%(%.%.%.tail calls%.%.%.%)%(%[builtin%]%)\n", "") or expected
  equal(text, expected, name)
end

expect("nested", [[
local function c(x)
  local y = x + 1
  error("boom")
end
local function b(x)
  c(x)
  return 1
end
function a(x)
  b(x)
  return 2
end
a(5)
return 3
]], [[
error([builtin])
c(x.lua:3)
b(x.lua:6)
a(x.lua:10)
main chunk(x.lua:13)
]])
a = nil

expect("index_nil", [[
local O = {}
O.__index = O
function O:go(n)
  local t = nil
  return t.field .. n
end
function O.make()
  local o = setmetatable({}, O)
  local r = o:go(3)
  return r
end
local made = O.make()
return made
]], [[
O:go(x.lua:5)
O.make(x.lua:9)
main chunk(x.lua:12)
]])

expect("iterator", [[
local function next_item(state, i)
  error("no items")
end
local function walk()
  for i in next_item, {}, 0 do
  end
end
walk()
]], [[
error([builtin])
next_item(x.lua:2)
walk(x.lua:5)
main chunk(x.lua:8)
]])

expect("metamethod", [[
local mt = {}
function mt.__add(x, y)
  error("no sum")
end
function mt.__index(t, k)
  return (t + 1)
end
local t = setmetatable({}, mt)
local function a()
  local v = t.foo
  return v
end
a()
]], [[
error([builtin])
mt.__add(x.lua:3)
mt.__index(x.lua:6)
a(x.lua:10)
main chunk(x.lua:13)
]])

-- Lua 5.1 does not name metamethods.
local name_of_event = (is_luajit or _VERSION ~= "Lua 5.1") and "__add" or "<x.lua:1>"
expect("a metamethod without a name", [[
local mt = (function() return { function() error("no sum") end } end)()
mt.__add = mt[1]
local t = setmetatable({}, mt)
local v = t + 1
]], [[
error([builtin])
NAME(x.lua:1)
main chunk(x.lua:4)
]], name_of_event)

expect("gsub", [[
local function expand(text)
  local r = text:gsub("%w+", function(word)
    error("no word " .. word, 0)
  end)
  return r
end
expand("tea milk")
]], [[
error([builtin])
<x.lua:2>(x.lua:3)
string.gsub([builtin])
expand(x.lua:2)
main chunk(x.lua:7)
]])

expect("sort", [[
local function by_price(x, y)
  return x.price < y.price
end
local function cheapest(items)
  table.sort(items, by_price)
  return items[1]
end
cheapest({{price = 1}, {}, {price = 2}})
]], [[
by_price(x.lua:2)
table.sort([builtin])
cheapest(x.lua:5)
main chunk(x.lua:8)
]])

expect("tail", [[
local function c()
  error("tail")
end
local function b()
  return c()
end
local function a()
  local r = b()
  return r
end
a()
]], [[
error([builtin])
c(x.lua:2)
(...tail calls...)([builtin])
a(x.lua:8)
main chunk(x.lua:11)
]])

expect("varargs, two functions on a line, a field", [[
local t = { f = function(...) local v = select("#", ...) error("x") end, g = function(x) t = 1 end }
local function call(...)
  local v = t.f(...)
  return v
end
call(1, {}, nil)
]], [[
error([builtin])
f(x.lua:1)
call(x.lua:3)
main chunk(x.lua:6)
]])

expect("a function without a name is called by one", [[
local named = (function() return function() error("x") end end)()
local function go()
  local v = named()
  return v
end
go()
]], [[
error([builtin])
named(x.lua:1)
go(x.lua:3)
main chunk(x.lua:6)
]])

expect("caught inside", [[
local function fails()
  error("handled")
end
local function go()
  local ok = pcall(fails)
  assert(ok, "not ok")
end
go()
]], [[
assert([builtin])
go(x.lua:6)
main chunk(x.lua:8)
]])

expect("chunks of other names", [[
local load = loadstring or load
local function evaluate(text, name)
  local v = load(text, name)()
  return v
end
evaluate("local tea = nil\nreturn tea.price", "=rules engine")
]], [[
main chunk(rules engine:2)
evaluate(x.lua:3)
main chunk(x.lua:6)
]])

expect("a chunk named by its text", [[
local load = loadstring or load
local function evaluate(text)
  local v = load(text)()
  return v
end
evaluate("local function price(tea)\n  return (tea.price)\nend\nlocal v = price()")
]], [[
price([string "local function price[tea]..."]:2)
main chunk([string "local function price[tea]..."]:4)
evaluate(x.lua:3)
main chunk(x.lua:6)
]])

-- Members of a frame

local object = run 'local password = "hunter2"\nlocal function pay()\n  error("no tea")\nend\npay()\n'
local frame = object.frames[2]
equal(frame["function"], "pay", "function")
equal(frame.line, 3, "line")
equal(frame.in_app, true, "in_app")
equal(#frame.chunk_sha256, 64, "hash")
equal(frame.source["1"], 'local password = "[redacted]"', "secrets in source")
equal(frame.source["2"], "local function pay()", "two lines before")
equal(frame.source["3"], '  error("no tea")', "source")
equal(frame.source["5"], "pay()", "two lines after")
equal(frame.source["6"], nil, "three lines after")
equal(frame.locals, nil, "no locals unless they are wanted")
equal(object.frames[1].module, "[builtin]", "module")
equal(object.frames[1].in_app, false, "built in")
equal(object.approximate, nil, "complete")

object = run 'local function pay()\n  local token = f or ("t0k3n" .. "x\\"y")\n  error("no tea")\nend\npay()\n'
equal(object.frames[2].source["2"], '  local token = f or ("[redacted]" .. "[redacted]")', "all strings on the line of a secret")

redaction.configure(false)
object = run 'local function pay()\n  local token = f or "t0k3n"\n  error("no tea")\nend\npay()\n'
equal(object.frames[2].source["2"], '  local token = f or "t0k3n"', "redaction is off")
redaction.configure(true)
object = run 'local function pay()\n  local token = f or "t0k3n"\n  error("no tea")\nend\npay()\n'
equal(object.frames[2].source["2"], '  local token = f or "[redacted]"', "redaction is on")

-- Locals

errors.configure { locals = true }
object = run [[
local region, api_token = "EU", "t0k3n"
local hostile = setmetatable({}, { __tostring = error, __index = error, __len = error })
local function price(sku, count)
  local seen = region
  local region = "inner"
  local basket = { sku, count, owner = "ada", password = "pw", nested = { 1 } }
  for i = 1, 3 do
    local sku = i
    if i == 2 then
      error("no price")
    end
  end
  return region, api_token, hostile
end
price("tea", 2)
]]
local locals = object.frames[2].locals
equal(locals.basket, '{"tea", 2, nested = {...}, owner = "ada", password = [redacted]}', "a table")
equal(locals.sku, "2", "an inner variable hides an outer one")
equal(locals.i, "2", "loop")
equal(locals.region, '"inner"', "a variable hides an upvalue")
equal(locals.seen, '"EU"', "upvalue")
equal(locals.api_token, "[redacted]", "secret")
equal(locals.hostile, "{}", "no metamethod")
equal(locals["(for index)"], nil, "none of the interpreter's")
errors.configure { locals = false }

-- Bounds

local function deep(n)
  if n == 0 then
    error "deep"
  end
  return (deep(n - 1))
end
local ok, err = errors.call(deep, 600)
object = errors.captured(err)
check(not ok and object.approximate, "more than 512 functions")
equal(object.frames[#object.frames]["function"], "(...)", "cut")
equal(#object.frames, 514, "512 functions, error and the mark")
check(string.find(object.stack_trace, "some frames are not known", 1, true), "says so")

-- LuaJIT leaves little stack to read that of the main coroutine with.
local function endless(n)
  return endless(n + 1) + 1
end
ok, err = errors.call(endless, 1)
check(not ok and string.find(err, "stack overflow", 1, true), "overflow: " .. tostring(err))
check(errors.captured(err) or is_luajit, "captured")
check(errors.dropped == 0 or is_luajit, "dropped")
local overflowing = coroutine.create(function()
  ok, err = errors.call(endless, 1)
  object = errors.captured(err)
end)
coroutine.resume(overflowing)
check(not ok and string.find(err, "stack overflow", 1, true), "overflow in a coroutine: " .. tostring(err))
equal(object.frames[3]["function"], "endless", "captured")
equal(object.approximate, true, "cut")
errors.dropped = 0

-- Through spans, whose own functions do not appear; the error they raise again is not another one.

local function within()
  error "within"
end
ok, err = errors.call(function()
  local v = otel.span("a", function()
    local w = otel.span("b", function()
      local x = within()
      return x
    end)
    return w
  end)
  return v
end)
object = errors.captured(err)
local shown = {}
for i, each in ipairs(object.frames) do
  shown[i] = gsub(each["function"], "<.*>", "<>")
end
equal(table.concat(shown, " ", 1, 6), "error within <> <> <> pcall", "frames")
equal(#object.causes, 0, "one error")

-- Only files with the names of scripts are read.

equal(chunk_sources.of "@/dev/zero", nil, "a device")
equal(chunk_sources.of "@/etc/passwd", nil, "another file")
equal(chunk_sources.of "@/no/such/file.lua", nil, "no file")
equal(chunk_sources.of "=stdin", nil, "a name")
equal(chunk_sources.of "rules", nil, "a word")
equal(chunk_sources.of "\27Lua", nil, "precompiled")
equal(chunk_sources.of(string.rep("a", 2000000)), nil, "too long")
check(chunk_sources.of "return 1", "a text")

-- Names of definitions

local names = {
  { "function global() end", "global" },
  { "local function inner() end", "inner" },
  { "function M.a.b() end", "a.b" },
  { "function M:method() end", "M:method" },
  { "function M.method(self) end", "M:method" },
  { "M.f = function() end", "M.f" },
  { "M['a key'] = function() end", "M.a key" },
  { "M[1].f = function() end", "f" },
  { "f().g = function() end", "g" },
  { "_ENV.f = function() end", "f" },
  { "local f <const> = function() end", "f" },
  { "return { on = function() end }", "on" },
  { "local a, b = function() end, 1", nil },
  { "call(function() end)", nil },
  { "return function() end", nil },
  { "x = 1 --[==[ ]] ]==] f = function() end", "f" },
  { "s = 'it\\'s' .. \"\\\"\" f = function() end", "f" },
  { "s = [[\nfunction no() end\n]] f = function() end", "f" },
}
for _, case in ipairs(names) do
  equal(lua_functions.of(case[1])[2].name, case[2], case[1])
end
equal(#lua_functions.of "s = [[ function no() end ]] -- function no() end", 1, "not in strings and comments")
local strings = lua_functions.of "local f = function(a) return a.b .. 'x\\n\\65\\x42\\z  y' end g 'out'"
equal(table.concat(strings[2].literals, "|"), "b|x\nABy", "constants")
equal(table.concat(strings[1].literals, "|"), "g|out", "without those of nested functions")
for _, broken in ipairs { "", "function", "function(", "end end end", "'open", "[[open", "--[[", "local function", "\255" } do
  check(lua_functions.of(broken)[1], "no Lua: " .. broken)
end

-- Coroutines

local function inner()
  error "deep"
end
local thread = coroutine.create(inner)
ok, err = coroutine.resume(thread)
object = errors.of_coroutine(thread, err)
equal(object.frames[2]["function"], "inner", "a dead coroutine")
equal(object.approximate, true, "nobody knows who resumed it")

coroutines.track()
coroutines.track()
local co
local function outer()
  co = coroutine.create(inner)
  local _, message = coroutine.resume(co)
  return (errors.of_coroutine(co, message))
end
object = outer()
local functions = {}
for i, each in ipairs(object.frames) do
  functions[i] = each["function"]
end
equal(table.concat(functions, " ", 1, 5), "error inner (...resumed from...) outer main chunk", "stitched")
equal(object.approximate, nil, "complete")
local total = 0
for value in coroutine.wrap(function()
  for i = 1, 3 do
    coroutine.yield(i)
  end
end) do
  total = total + value
end
equal(total, 6, "wrap works as before")
equal(select("#", coroutine.resume(coroutine.create(function(...)
  return ...
end), nil, nil)), 3, "resume works as before")
equal(select(2, pcall(coroutine.resume, 1)), select(2, pcall(coroutine.resume, 1)), "bad argument")
ok, err = pcall(coroutine.wrap(function()
  error("no position", 2)
end))
check(not ok and not string.find(err, "moontrace", 1, true), "no position of ours: " .. tostring(err))

local text
thread = coroutine.create(function()
  local _, message = errors.call(function()
    local v = inner()
    return v
  end)
  text = errors.captured(message).stack_trace
end)
local function resumer()
  local v = coroutine.resume(thread)
  return v
end
resumer()
if rawget(_G, "_VERSION") == "Lua 5.1" then
  check(string.find(text, "some frames are not known", 1, true), "the stack of the main coroutine is not readable")
else
  check(string.find(text, "%(%.%.%.resumed from%.%.%.%)%(%[builtin%]%)\n\tat <lua> coroutine.resume%(%[builtin%]%)\n\tat <lua> resumer"), text)
end

equal(errors.dropped, 0, "nothing failed inside")
checks.done()
