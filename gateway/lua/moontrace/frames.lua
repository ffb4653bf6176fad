-- Makes the frames of a stack from its activations: function, file, line, module, in_app, source, locals.

local chunk_sources = require "moontrace.chunk_sources"
local function_names = require "moontrace.function_names"
local library_names = require "moontrace.library_names"
local own_frames = require "moontrace.own_frames"
local source_lines = require "moontrace.source_lines"
local text = require "moontrace.text"

local find = string.find
local is_own = own_frames.owns

-- Frames of the application that show their source.
local MAX_SOURCES = 8

local BUILTIN = "[builtin]"
local TAIL_CALLS = "(...tail calls...)"

local frames = { OMITTED = "(...)", RESUMED_FROM = "(...resumed from...)" }

local function is_hidden(info)
  return (is_own(info) and not own_frames.shown(info.func)) or (info ~= nil and own_frames.is_of_host(info.func))
end

-- Functions of the engine that LuaJIT writes in Lua count as built in.
local function is_builtin(info)
  return info.what == "C" or find(info.source, "^=%[builtin") ~= nil
end

local function is_tail(info)
  return info.what == "tail"
end

-- A function of the engine.
function frames.builtin(name)
  return { lang = "lua", ["function"] = text.name(name), module = BUILTIN, in_app = false }
end

local function locals_of(info)
  if not info.locals then
    return nil
  end
  local shown = {}
  for i = 1, #info.locals.names do
    local name = info.locals.names[i]
    shown[text.name(name)] = info.locals.values[name]
  end
  return info.locals.names[1] and shown or nil
end

local function lua_frame(info, caller, with_source)
  local chunk = chunk_sources.of(info.source)
  local file = chunk_sources.name(info.source)
  local line = info.currentline > 0 and info.currentline or nil
  return {
    lang = "lua",
    ["function"] = text.name(function_names.of(info, caller, file)),
    file = text.name(file),
    line = line,
    in_app = true,
    chunk_sha256 = chunk and chunk_sources.sha256(chunk) or nil,
    source = chunk and line and with_source and source_lines(chunk, line) or nil,
    locals = locals_of(info),
  }
end

-- The index of the innermost activation that is the program's: this library's own and what it calls come
-- first where it captures a stack.
function frames.first_of_program(activations)
  local i = 1
  local info = activations[1]
  while
    is_hidden(info)
    or (info and is_hidden(activations[i + 1]) and is_builtin(info))
    or (i > 1 and info and is_tail(info))
  do
    i = i + 1
    info = activations[i]
  end
  return i
end

-- The frame of an activation, or nil if it does not appear.
local function frame(info, caller, with_source)
  if is_own(info) then
    local shown = own_frames.shown(info.func)
    return shown and frames.builtin(shown == true and function_names.called(info, caller) or shown) or nil
  elseif is_builtin(info) then
    local name = library_names[info.func] or function_names.called(info, caller)
    if is_own(caller) or (not name and not caller) then
      return nil -- what this library calls, and the host that entered Lua
    end
    return frames.builtin(name or "?")
  end
  return lua_frame(info, caller, with_source)
end

-- Whether a tail call of Lua 5.1 is this library's own: made by one of its functions, or by one that it gave
-- to xpcall.
local function is_next_to_own(activations, i)
  local callee, caller = i - 1, i + 1
  while activations[callee] and is_tail(activations[callee]) do
    callee = callee - 1
  end
  local info = activations[caller]
  return is_own(activations[callee]) or (info ~= nil and is_builtin(info) and is_own(activations[caller + 1]))
end

local function add_tail(found)
  local last = found[#found]
  if last and last["function"] ~= TAIL_CALLS then
    found[#found + 1] = frames.builtin(TAIL_CALLS)
  end
end

-- Adds the frames of activations from an index. A tail call that `hides_tail` says is this library's own
-- does not appear.
function frames.add(found, activations, first, hides_tail)
  for i = first, #activations do
    local info = activations[i]
    local is_of_library = hides_tail(activations, i) or (is_tail(info) and is_next_to_own(activations, i))
    if is_tail(info) then
      if not is_of_library then
        add_tail(found)
      end
    else
      local added = frame(info, activations[i + 1], (found.sources or 0) < MAX_SOURCES)
      found[#found + 1] = added
      found.sources = (found.sources or 0) + (added and added.in_app and 1 or 0)
      if info.istailcall and not is_of_library and not is_own(info) then
        add_tail(found)
      end
    end
  end
end

return frames
