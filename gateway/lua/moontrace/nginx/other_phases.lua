-- Sees the errors of the phases that run in no coroutine: header_filter, body_filter, log, set, balancer,
-- ssl_session_store, init_worker. nginx asks debug.traceback for the text that it logs, at the moment of
-- the error, from a C function. Whoever else calls debug.traceback gets what it always returns.

local debug, pcall, select, type = debug, pcall, select, type
local getinfo = debug.getinfo

local errors = require "moontrace.errors"
local own_frames = require "moontrace.own_frames"

local other_phases = {}

-- The C function that calls debug.traceback, if it is nginx's; nil otherwise.
local function caller_in_nginx(message, level, ...)
  if type(message) ~= "string" or level ~= 2 or select("#", ...) > 0 then
    return nil
  end
  local caller = getinfo(3, "Sf")
  return caller and caller.what == "C" and caller.func or nil
end

-- on_error receives the captured error.
function other_phases.watch(on_error)
  local traceback = debug.traceback
  local function report(message, caller)
    own_frames.hide(caller)
    errors.handler(message)
    local captured = errors.captured(message)
    if captured then
      on_error(captured)
    end
  end
  debug.traceback = function(...)
    local caller = caller_in_nginx(...)
    if caller then
      pcall(report, (...), caller)
    end
    return traceback(...)
  end
end

return other_phases
