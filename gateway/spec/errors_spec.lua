-- Errors: capture, rethrow, hostile values, lines, limits.

local checks = require "checks"
local errors = require "moontrace.errors"
local errors_file = require "moontrace.errors_file"
local event = require "moontrace.event"
local first_reports = require "moontrace.first_reports"
local limiter = require "moontrace.limiter"

local check, equal, line = checks.check, checks.equal, checks.line
local find, rep = string.find, string.rep
local here = debug.getinfo(1, "S").short_src

local options = {
  timestamp_micros = 1764051234563123,
  trace_id = "4bf92f3577b34da6a3ce929d0e0e4736",
  span_id = "00f067aa0ba902b7",
  trace_flags = "01",
  service = { name = "gateway", version = "1.2", environment = "test" },
  context = { ["user.id"] = "ada", session_id = "s-1", password = "hunter2", order = 42 },
  labels = { ["a.b"] = "c\n", token = "x" },
  thread = "worker 1",
}

local function captured(fn, ...)
  local ok, err = errors.call(fn, ...)
  check(not ok, "raises")
  local object = errors.captured(err)
  check(object, "captured")
  line("errors", (event.line(object, options)))
  return object, err
end

-- Like pcall

local function values(...)
  return select("#", ...), ...
end
local count, ok, one, two, three = values(errors.call(function(...)
  return ...
end, 1, nil, 3, nil))
check(count == 5 and ok and one == 1 and two == nil and three == 3, "results, nils as well")
equal(select("#", errors.call(function() end)), 1, "no results")
check(not errors.call(nil), "not a function")

-- Values that are raised

local function boom()
  error "a metamethod was called"
end
local hostile = setmetatable({ code = 42 }, {
  __index = boom, __newindex = boom, __tostring = boom, __len = boom, __pairs = boom, __eq = boom, __concat = boom,
  __lt = boom, __call = boom, __metatable = false,
})
local function raise(value)
  error(value, 0)
end
local object, err = captured(raise, hostile)
check(rawequal(err, hostile), "the same object")
equal(object.message, "{code = 42}", "a table is a literal")
equal(captured(raise, nil).message, "", "nil")
equal(captured(raise, false).message, "false", "boolean")
equal(captured(raise, raise).message, "function", "function")
equal(captured(raise, io.stdout).message, "userdata", "userdata")
equal(captured(raise, coroutine.create(boom)).message, "thread", "thread")
equal(captured(raise, 12).message, "12", "number")
equal(captured(raise, { 1, "a", { 2 }, secret = "s", n = 1 / 0 }).message, '{1, "a", {...}, n = inf, secret = [redacted]}', "table")
equal(captured(raise, "").message, "", "empty")
check(find(captured(raise, "\255\0\1\237\160\128").message, "^\239\191\189\239\191\189"), "bytes")
object = captured(raise, rep("x", 100000))
equal(#object.message, 8192 + 3, "100 KB")
object = captured(raise, rep("\255", 100000))
equal(#object.message, 3 * 8192 + 3, "100 KB of invalid bytes")
object = captured(raise, "password=" .. rep("x", 100000))
equal(object.message, "password=[redacted]\226\128\166", "a long secret")
local deep = {}
for _ = 1, 10000 do
  deep = { deep }
end
equal(captured(raise, deep).message, "{{...}}", "deep")
object = captured(raise, "two\nlines\r\226\128\168three")
equal(object.message, "two\nlines\\r\\nthree", "lines")

-- The error object

local function price(sku)
  error("no price for " .. sku)
end
local function checkout(sku)
  local total = price(sku)
  return total
end
object = captured(checkout, "tea")
equal(object.type, "LuaError", "type")
check(find(object.id, "^%x+$") and #object.id == 32, "id")
equal(object.handled, false, "handled")
equal(captured(checkout, "milk").fingerprint, object.fingerprint, "one bug")
check(captured(checkout, "milk").id ~= object.id, "another error")
local function other(sku)
  error("no stock for " .. sku)
end
check(captured(other, "tea").fingerprint ~= object.fingerprint, "another bug")
equal(errors.captured "never raised", nil, "unknown")

-- SHA-256 of the lines "moontrace 1", "LuaError", "no price for ", "lua [string] price", "lua [string] checkout",
-- "lua [string] main chunk".

local chunk = "local function price(sku)\n  error('no price for ' .. sku)\nend\nlocal function checkout(sku)\n"
  .. "  local n = price(sku)\n  return n\nend\nlocal n = checkout('tea')\n"
object = captured((loadstring or load)(chunk))
equal(object.fingerprint, "e4f7c9ac98626eddf6103882435d9694", "of its lines")

-- Caught and raised again

local function parse(text)
  error("no number: " .. text)
end
local function load_config()
  local done, message = errors.call(parse, "x")
  if not done then
    error("config is broken: " .. message)
  end
end
object = captured(load_config)
equal(#object.causes, 1, "joined")
equal(object.causes[1].relation, "lua_rethrow", "relation")
equal(object.causes[1].parent, -1, "parent")
equal(object.causes[1].frames[2]["function"], "parse", "its frames")
check(find(object.stack_trace, "\nRethrown from Lua: LuaError: [^\n]*no number: x\n"), object.stack_trace)
check(find(object.stack_trace, "\t... 5 more\n", 1, true) or find(object.stack_trace, " more\n", 1, true), "in common")

local function rethrow(value)
  local done, message = errors.call(raise, value)
  check(not done, "caught")
  error(message, 0)
end
object = captured(rethrow, { code = 1 })
equal(#object.causes, 1, "a table by identity")
equal(#captured(rethrow, { code = 1 }).causes, 1, "another table with the same fields, by its own identity")
equal(#captured(raise, { code = 1 }).causes, 0, "an equal table is another error")
equal(#captured(rethrow, "not found").causes, 0, "no origin, not joined")
equal(#captured(rethrow, "a.lua:1: no tea").causes, 1, "with an origin")
local function anew()
  errors.call(parse, "y")
  parse "y"
end
equal(#captured(anew).causes, 0, "raised anew at the same place")
local ring = {}
for _ = 1, 100 do
  object = captured(raise, ring)
end
check(#object.causes <= 16, "at most 16 causes")
errors.forget()
equal(errors.captured(ring), nil, "forgotten")
equal(#captured(raise, ring).causes, 0, "not joined")

-- The latest 16

for i = 1, 40 do
  errors.call(raise, "number " .. i)
end
equal(errors.captured "number 24", nil, "forgotten")
check(errors.captured "number 25", "remembered")

-- Requests do not mix

local request = "a"
errors.configure {
  scope = function()
    return request
  end,
}
captured(raise, ring)
request = "b"
equal(errors.captured(ring), nil, "of another request")
equal(#captured(raise, ring).causes, 0, "not joined")
errors.configure {
  scope = function()
    error "the host's function fails"
  end,
}
ok, err = errors.call(raise, "still the same")
equal(err, "still the same", "the error is unchanged")
equal(errors.captured(err), nil, "no object")
check(errors.dropped > 0, "counted")
errors.dropped = 0
errors.configure {
  scope = function()
    return 1
  end,
}

-- An error in another handler, an error in a coroutine, of the current stack

ok, err = xpcall(function()
  error "first"
end, function(message)
  errors.handler(message)
  error "in the handler"
end)
check(not ok, "as without us")
check(errors.captured(here .. ":" .. "0: first") == nil, "by its own text")
local co = coroutine.create(function()
  coroutine.yield(1)
  price "tea"
end)
coroutine.resume(co)
ok, err = coroutine.resume(co)
object = errors.of_coroutine(co, err)
equal(object.frames[2]["function"], "price", "a dead coroutine")
equal(object.approximate, true, "nobody knows who resumed it")
line("errors", (event.line(object, options)))
object = errors.of_coroutine(coroutine.create(boom), "not started")
equal(object.message, "not started", "a coroutine without a stack")
line("errors", (event.line(object, options)))
equal(errors.of_coroutine("no coroutine", "x"), nil, "no coroutine")
errors.dropped = 0
local function report()
  local reported = errors.report("said", { handled = true })
  return reported
end
object = report()
equal(object.frames[1]["function"], "report", "of the current stack")
equal(object.handled, true, "handled")
line("errors", (event.line(object, options)))
equal(errors.mark_handled(captured(raise, "x")).handled, true, "marked")

-- The errors of the library's caller keep their text in an error handler that is the library's own.

ok, err = xpcall(function()
  local t = nil
  return t.x
end, errors.handler)
check(find(err, "attempt to index", 1, true), err)
line("errors", (event.line(errors.captured(err), { timestamp_micros = 0 })))

-- Lines

local text, id = event.line(captured(checkout, "tea"), options)
for _, part in ipairs {
  '{"@timestamp":"2025-11-25T06:13:54.563123Z","log.level":"ERROR","message":"',
  '"ecs.version":"8.11.0","event":{"id":"' .. id .. '"},"event_name":"exception","lang":"lua","trace_id":"',
  '"trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"},"span":{"id":"00f067aa0ba902b7"},"service":{"name":"gateway",',
  '"context":{"order":"42","password":"[redacted]","session_id":"s-1","user.id":"ada"},"user":{"id":"ada"}',
  '"labels":{"a_b":"c\\\\n","token":"[redacted]"},"error":{"id":"',
  '"causes":[]},"log":{"logger":"io.moontrace","origin":{"file":{"name":"',
  '"function":"price"}},"process":{"thread":{"name":"worker 1"}}}\n',
} do
  check(find(text, part, 1, true), part .. " in " .. text)
end
object = captured(checkout, "tea")
object.causes[1] = {
  relation = "remote", trace_id = options.trace_id, span_id = options.span_id, error = { id = rep("0a", 16) },
}
object.stack_trace = require("moontrace.stack_text").of(object)
check(find(object.stack_trace, "\nCaused by: error 0a0a", 1, true), object.stack_trace)
line("errors", (event.line(object, options)))
text = event.line(object, { timestamp_micros = 1, is_named_only = true })
check(not find(text, "stack_trace", 1, true) and not find(text, "frames", 1, true), "only named")
line("errors", text)
text = event.line(nil, { timestamp_micros = 1, level = "INFO", message = "password=x\nnext" })
check(find(text, '"message":"password=[redacted]\\\\nnext"', 1, true), text)
line("errors", text)
local many = {}
for i = 1, 100 do
  many["key " .. i] = rep("v", 1000)
end
many[1], many.n, many.hostile = "not a name", 1.5, hostile
text = event.line(object, { timestamp_micros = 1, context = many, labels = many, logger = "", thread = "\n" })
equal(event.dropped_entries, 2 * (101 - 32), "bounded")
line("errors", text)
errors.configure { locals = true }
captured(checkout, "tea")
errors.configure { locals = false }

-- OTLP

object = captured(checkout, "tea")
local attributes = errors.span_attributes(object)
equal(attributes["exception.type"], "LuaError", "type")
equal(attributes["exception.stacktrace"], object.stack_trace, "stack")
equal(attributes["error.id"], object.id, "id")
local record = errors.log_record(object, "e1", { user_id = "ada" }, "worker 1")
equal(record.severity, "ERROR", "severity")
equal(record.attributes["event.id"], "e1", "event.id")
equal(record.attributes["user.id"], "ada", "user.id")
equal(record.attributes["context.user_id"], "ada", "context")
equal(record.attributes["code.function.name"], "price", "origin")
equal(record.attributes["error.frames"], object.frames, "frames")

-- Once in full

local reports = first_reports.new()
check(reports.is_new(object, "t1") and not reports.is_new(object, "t1"), "once in a trace")
check(reports.is_new(object, "t2"), "another trace")
check(reports.is_new(object, nil) and reports.is_new(object, nil), "without a trace")
for i = 1, 1024 do
  reports.is_new(object, "other " .. i)
end
check(reports.is_new(object, "t1"), "forgotten")

-- Limits

local limits = limiter.new { max_per_minute = 2, handled_interval = 60 }
local function allowed(fingerprint, handled, now)
  return limits.allows({ fingerprint = fingerprint, handled = handled }, now)
end
check(allowed("a", false, 0) and allowed("a", false, 1) and not allowed("a", false, 59), "two in a minute")
check(allowed("b", false, 59), "another fingerprint")
check(allowed("a", false, 60), "the next minute")
check(allowed("a", false, 60) and not allowed("a", false, 61) and allowed("a", false, 5), "the clock was set back")
check(allowed("a", true, 60) and not allowed("a", true, 61) and allowed("a", true, 120), "caught: once an interval")
equal(limits.dropped, 2, "dropped")
equal(limits.within_interval, 1, "by design")
limits = limiter.new { max_per_minute = 1, handled_interval = 0 }
check(allowed("a", true, 0) and allowed("a", false, 0) and not allowed("a", true, 0), "limits of their own")
limits = limiter.new { max_per_minute = 0, handled_interval = 0 }
check(allowed("a", true, 0) and allowed("a", true, 0), "no limits")

-- The file

local path = os.tmpname()
local warnings = {}
local function warn(message)
  warnings[#warnings + 1] = message
  error "a log that fails"
end
local file = errors_file.open(path, warn)
check(file.append "one\n" and file.append "two\n", "written")
local again = errors_file.open(path, warn)
check(again.append "three\n", "appended")
file.close()
again.close()
local read = io.open(path, "rb")
equal(read:read "*a", "one\ntwo\nthree\n", "whole lines")
read:close()
os.remove(path)
local missing = errors_file.open("/no/such/folder/errors.ndjson", warn)
for _ = 1, 150 do
  check(not missing.append "lost\n", "not written")
end
equal(missing.dropped, 150, "dropped")
equal(#warnings, 1, "one warning")
check(find(warnings[1], "cannot be written: /no/such/folder", 1, true), warnings[1])

equal(errors.dropped, 0, "nothing failed inside")
checks.done()
