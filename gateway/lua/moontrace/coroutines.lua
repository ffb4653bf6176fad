-- Tells which coroutine resumed which, for stacks that continue outside of a coroutine. Lua does not
-- know, so the operator may have coroutine.resume and coroutine.wrap replaced by functions that note it;
-- they behave as before.

local own_frames = require "moontrace.own_frames"

local running, status = coroutine.running, coroutine.status
local setmetatable, type = setmetatable, type

-- Coroutines on one stack.
local MAX_CHAIN = 16

local MAIN = {}

local resumers = setmetatable({}, { __mode = "kv" })
local entries = setmetatable({}, { __mode = "k" })
local installed = false

local coroutines = {}

-- The running coroutine; nil in the main one.
function coroutines.current()
  local thread, is_main = running()
  if is_main then
    return nil
  end
  return thread
end

-- Declares that nothing of the program is outside of the running coroutine, as for one in which nginx
-- handles a request.
function coroutines.mark_entry()
  local thread = coroutines.current()
  if thread then
    entries[thread] = true
  end
end

-- Lua 5.1 has no value for the main coroutine.
local function note(thread)
  local resumer, is_main = running()
  if type(thread) == "thread" then
    resumers[thread] = resumer or MAIN
  end
  if is_main then
    entries[resumer] = true
  end
end

local function tracked_resume(resume)
  return function(thread, ...)
    note(thread)
    return resume(thread, ...)
  end
end

-- A coroutine of wrap() is resumed by a function that does not tell which. Whoever made it nearly always
-- resumes it.
local function tracked_wrap(wrap)
  return function(fn, ...)
    if type(fn) ~= "function" then
      return wrap(fn, ...)
    end
    local maker, is_main = running()
    return wrap(function(...)
      local thread = running()
      resumers[thread] = maker or MAIN
      if is_main then
        entries[maker] = true
      end
      return fn(...) -- a tail call, so that error(message, 2) finds no caller, as before
    end)
  end
end

-- Replaces coroutine.resume and coroutine.wrap, once.
function coroutines.track()
  if not installed then
    installed = true
    coroutine.resume = tracked_resume(coroutine.resume)
    own_frames.show(coroutine.resume, "coroutine.resume")
    coroutine.wrap = tracked_wrap(coroutine.wrap)
  end
end

-- Whether coroutine.resume was replaced, so that it is called by a tail call of this library.
function coroutines.are_tracked()
  return installed
end

-- The coroutines outside of one, innermost first; false stands for the main one of Lua 5.1, if it runs.
-- Also returns whether nothing is outside of the last.
function coroutines.outside(thread)
  local chain = {}
  for _ = 1, MAX_CHAIN do
    if not thread or entries[thread] then
      return chain, true
    end
    local resumer = resumers[thread]
    if resumer == MAIN then
      if coroutines.current() then
        return chain, false -- its stack cannot be read from here
      end
      resumer = false
    elseif resumer == nil or not (resumer == running() or status(resumer) == "normal") then
      return chain, false
    end
    chain[#chain + 1] = resumer
    thread = resumer
  end
  return chain, false
end

return coroutines
