-- The stack of an error: read where it is raised, made into frames when it is reported. It continues
-- outside of a coroutine, as far as it is known who resumed that.

local activations_of = require "moontrace.activations"
local coroutines = require "moontrace.coroutines"
local frames = require "moontrace.frames"
local function_literals = require "moontrace.function_literals"
local library_names = require "moontrace.library_names"
local own_frames = require "moontrace.own_frames"

local is_own = own_frames.owns

-- Frames of one stack.
local MAX_FRAMES = 1024

-- Functions whose string constants are searched: a message may come from a caller of the function that
-- raises it.
local MAX_SEARCHED = 5

local CATCHES = { pcall = true, xpcall = true, load = true }

local stack = {}

-- The stack outside of the caller, or that of a coroutine that does not run. Each group holds the
-- activations of one coroutine.
function stack.capture(thread, with_locals)
  local groups = { activations_of.of(thread, thread and 0 or 1, with_locals) }
  local chain, is_complete = coroutines.outside(thread or coroutines.current())
  for i = 1, #chain do
    local outer = chain[i] or nil
    if outer == coroutines.current() then
      outer = nil
    end
    groups[#groups + 1] = activations_of.of(outer, outer and 0 or 1, with_locals)
  end
  groups.is_complete = is_complete
  return groups
end

-- In a coroutine whose resumer is noted, its function was called by a tail call of this library, and so was
-- coroutine.resume.
local function hides_tail(activations, i)
  local info = activations[i].what == "tail" and activations[i - 1] or activations[i]
  return coroutines.are_tracked()
    and ((activations.thread ~= nil and activations[i + 1] == nil) or library_names[info.func] == "coroutine.resume")
end

-- Frames, innermost first, and whether some are missing.
function stack.frames(groups)
  local found, is_cut = {}, false
  for i = 1, #groups do
    local activations = groups[i]
    if i > 1 then
      found[#found + 1] = frames.builtin(frames.RESUMED_FROM)
    end
    frames.add(found, activations, frames.first_of_program(activations), hides_tail)
    if activations.is_cut or #found > MAX_FRAMES then
      found[#found + 1] = frames.builtin(frames.OMITTED)
      is_cut = true
      break
    end
  end
  for i = #found, MAX_FRAMES + 1, -1 do
    found[i] = nil
  end
  found.sources = nil
  local outermost = groups[#groups]
  return found, is_cut or not (groups.is_complete or is_own(outermost[#outermost]))
end

-- Whether a script catches errors at this activation.
local function catches(info, caller)
  if is_own(info) then
    return CATCHES[own_frames.shown(info.func)] or false
  end
  return info.what == "C" and CATCHES[library_names[info.func]] and not is_own(caller)
end

-- The string constants of the functions that the error left, innermost first; nil if none are known.
function stack.literals(groups)
  local activations, searched, known = groups[1], 0, {}
  for i = frames.first_of_program(activations), #activations do
    local info = activations[i]
    if searched == MAX_SEARCHED or catches(info, activations[i + 1]) then
      break
    elseif info.what ~= "C" and info.what ~= "tail" and not is_own(info) then
      searched = searched + 1
      known[#known + 1] = function_literals.of(info)
    end
  end
  return known[1] and known or nil
end

return stack
