-- Callbacks of timers: their errors are seen, and those that a request starts belong to its trace. A timer
-- that another one starts belongs to none, or else a trace would never end.

local ngx = ngx
local type = type

local context = require "moontrace.context"
local entry_threads = require "moontrace.nginx.entry_threads"

local timers = {}

local function watched(callback)
  local ctx = ngx.get_phase() ~= "timer" and context.current() or nil
  if ctx == context.root then
    ctx = nil
  end
  return function(...)
    if not ctx then
      return entry_threads.run(callback, ...)
    end
    local token = context.attach(ctx)
    entry_threads.run(callback, ...)
    context.detach(token)
  end
end

local function replacement(start)
  return function(delay, callback, ...)
    return start(delay, type(callback) == "function" and watched(callback) or callback, ...)
  end
end

-- Replaces ngx.timer.at and ngx.timer.every.
function timers.watch()
  ngx.timer.at = replacement(ngx.timer.at)
  ngx.timer.every = replacement(ngx.timer.every)
end

return timers
