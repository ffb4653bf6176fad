-- Runs a function in a context. In Lua 5.1 no function may yield inside pcall, so a coroutine calls the
-- function directly, and a context left by an error disappears with the coroutine.

local context = require "moontrace.context"

local error, pcall, select, xpcall = error, pcall, select, xpcall
local create, resume, yield = coroutine.create, coroutine.resume, coroutine.yield

-- LuaJIT can always do that, and nginx's coroutines must not yield while a module is loaded. The probe is
-- run to its end: a suspended coroutine would be a blocked thread in LuaJ.
local yields_below_pcall = rawget(_G, "jit") ~= nil
if not yields_below_pcall then
  local probe = create(function()
    return pcall(yield, true)
  end)
  yields_below_pcall = select(2, resume(probe))
  if yields_below_pcall then
    resume(probe)
  end
end

local run = { yields_below_pcall = yields_below_pcall }

-- after(ok, ...) sees what fn returned or raised, in the same context. It must not raise an error.
local function finished(thread, before, after, ok, ...)
  if after then
    after(ok, ...)
  end
  context.leave(thread, before)
  if not ok then
    error((...), 0)
  end
  return ...
end

-- Calls fn(argument) in the context. Its results are returned, and its error is raised again as the same
-- value. The handler, if any, is called where the error is raised, while its stack is there.
function run.call(ctx, fn, argument, handler, after)
  local thread, before = context.enter(ctx)
  if thread and not yields_below_pcall then
    return finished(thread, before, after, true, fn(argument))
  elseif not handler then
    return finished(thread, before, after, pcall(fn, argument))
  elseif yields_below_pcall then
    return finished(thread, before, after, xpcall(fn, handler, argument))
  end
  return finished(thread, before, after, xpcall(function() -- Lua 5.1's xpcall passes no arguments
    return fn(argument)
  end, handler))
end

return run
