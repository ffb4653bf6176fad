-- moontrace.context and moontrace.run: the current context of each coroutine, the storage of a host,
-- business context.

local checks = require "checks"
local baggage = require "moontrace.baggage"
local context = require "moontrace.context"
local run = require "moontrace.run"
local check, equal = checks.check, checks.equal

local A, B = { name = "a" }, { name = "b" }

equal(context.current(), context.root, "at first")
local token = context.attach(A)
equal(context.current(), A, "attached")
local inner = context.attach(B)
equal(context.detach(token), false, "not in this order")
equal(context.current(), B, "nothing changed")
equal(context.detach(inner), true, "the inner one")
equal(context.detach(inner), false, "once")
equal(context.detach(token), true, "the outer one")
equal(context.current(), context.root, "as before")

context.attach(B)
equal(context.detach(inner), false, "once, even if it is current again")
context.set_current(nil)

-- run.call: results, errors, restoration.
local function count(...)
  return select("#", ...), ...
end
local n, first, second, third = count(run.call(A, function(x) return x, nil, context.current() end, 7))
equal(n, 3, "all results")
equal(first, 7, "argument")
equal(second, nil, "nil")
equal(third, A, "current inside")
equal(context.current(), context.root, "restored")
local failure = {}
local ok, err = pcall(run.call, A, error, failure)
check(not ok and err == failure, "the same error")
equal(context.current(), context.root, "restored after an error")
local handled, after_ok, after_err
ok, err = pcall(run.call, A, function() error(failure) end, nil,
  function(e) handled = e return e end,
  function(o, e) after_ok, after_err = o, e end)
check(not ok and err == failure and handled == failure and after_ok == false and after_err == failure, "handler")

-- Coroutines have contexts of their own.
local step = coroutine.wrap(function()
  equal(context.current(), context.root, "another coroutine")
  run.call(A, function()
    coroutine.yield(1)
    equal(context.current(), A, "after the yield")
  end)
  equal(context.current(), context.root, "restored in the coroutine")
  return 2
end)
run.call(B, function()
  equal(step(), 1, "yields")
  equal(context.current(), B, "of this one")
  equal(step(), 2, "ends")
end)

-- A finished coroutine leaves nothing behind.
local weak = setmetatable({}, { __mode = "k" })
do
  local dead = coroutine.create(function()
    context.attach { big = string.rep("x", 1000) }
    weak[context.current()] = true
  end)
  coroutine.resume(dead)
end
collectgarbage()
collectgarbage()
equal(next(weak), nil, "collected with its coroutine")

-- The storage of a host.
local stored
context.use_storage { get = function() return stored end, set = function(ctx) stored = ctx end }
equal(context.current(), context.root, "nothing stored")
stored = A
equal(context.current(), A, "stored")
equal(coroutine.wrap(context.current)(), A, "for each coroutine")
context.set_current(B)
equal(stored, B, "set in the storage")
run.call(A, function()
  equal(context.current(), A, "a context of its own is preferred")
  context.set_current { name = "c" }
  equal(context.current().name, "c", "set in the function")
  equal(stored, B, "not in the storage")
end)
equal(context.current(), B, "the storage again")
stored = nil
context.set_business("user", "ada")
equal(stored.business.user, "ada", "business context of the request")
equal(context.business().user, "ada", "is read from there")
stored = nil
equal(context.business().user, nil, "the next request has none")
context.use_storage(nil)

-- Business context belongs to the trace.
local root_span = { trace_id = "t", span_id = "1" }
local child = { trace_id = "t", span_id = "2", local_root = root_span }
run.call(context.with_span(context.root, root_span), function()
  run.call(context.with_span(context.current(), child), function()
    context.set_business("user", "ada")
    context.set_business("n", 1)
    context.set_business("gone", true)
    context.set_business("gone", nil)
    equal(context.business().user, "ada", "in the span")
  end)
  equal(context.business().user, "ada", "after the span")
  equal(context.business().n, "1", "text")
  equal(context.business().gone, nil, "removed")
end)
equal(context.business().user, nil, "not outside of the trace")
for i = 1, 40 do
  context.set_business("k" .. i, string.rep("v", 1000))
end
context.set_business(string.rep("k", 257), "v")
local business, keys = context.business(), 0
for _, value in pairs(business) do
  keys = keys + 1
  equal(#value, 256, "256 characters")
end
equal(keys, 32, "32 keys")
equal(context.dropped, 9, "the others are counted")
context.set_current(nil)

-- Keys of the baggage, which the script's own take precedence over.
context.business_of_baggage { "user", "tenant" }
run.call(context.with_baggage(context.root, baggage.parse "user=ada,tenant=t1,other=x"), function()
  context.set_business("user", "grace")
  local all = context.business()
  equal(all.tenant, "t1", "of the baggage")
  equal(all.user, "grace", "the script's")
  equal(all.other, nil, "not configured")
end)
context.business_of_baggage {}

checks.done()
