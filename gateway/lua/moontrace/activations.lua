-- Reads the activations of a stack by debug.getinfo, innermost first. This happens where an error is
-- raised, maybe with little stack left, so it does little; names and sources are found later.

local own_frames = require "moontrace.own_frames"
local read_locals = require "moontrace.locals"

local getinfo = debug.getinfo
local pcall = pcall

-- Lua functions of one stack, and activations of any kind.
local MAX_LUA = 512
local MAX_ACTIVATIONS = 1024

-- Since Lua 5.2, a function tells that it was called by a tail call.
local OPTIONS = pcall(getinfo, 1, "nSlfut") and "nSlfut" or "nSlfu"

local activations = {}

-- Activations from a level of the caller's stack (1 is the caller), or of a coroutine's (0 is the innermost).
-- `is_cut` tells that there are more.
function activations.of(thread, level, with_locals)
  local found, count, of_lua = { thread = thread }, 0, 0
  while true do
    local info
    if thread then
      info = getinfo(thread, level, OPTIONS)
    else
      info = getinfo(level + 1, OPTIONS)
    end
    if not info then
      return found
    elseif of_lua == MAX_LUA or count == MAX_ACTIVATIONS then
      found.is_cut = true
      return found
    end
    if info.what ~= "C" and not own_frames.has(info.source) then
      of_lua = of_lua + 1
      if with_locals and info.func then
        info.locals = read_locals(thread, thread and level or level + 1, info.func)
      end
    end
    count = count + 1
    found[count] = info
    level = level + 1
    if own_frames.is_outermost(info.func) then
      return found
    end
  end
end

return activations
