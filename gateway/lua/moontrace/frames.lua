-- Makes the frames of a stack from its activations: function, file, line, module, in_app, source, locals.
-- Functions are named as the source defines them, else as their caller calls them.

local chunk_sources = require "moontrace.chunk_sources"
local function_literals = require "moontrace.function_literals"
local library_names = require "moontrace.library_names"
local own_frames = require "moontrace.own_frames"
local source_lines = require "moontrace.source_lines"
local text = require "moontrace.text"

local find, sub = string.find, string.sub

-- Frames of the application that show their source.
local MAX_SOURCES = 8

local BUILTIN = "[builtin]"
local TAIL_CALLS = "(...tail calls...)"
local MAIN_CHUNK = "main chunk"

local frames = { OMITTED = "(...)", RESUMED_FROM = "(...resumed from...)" }

local function is_own(info)
  return info ~= nil and info.what ~= "C" and own_frames.has(info.source)
end

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

-- The name by which the caller calls a function, or nil. What this library calls it says nothing.
local function called_name(info, caller)
  local name = info.name
  if not name or name == "" or name == "?" or is_own(caller) then
    return nil
  elseif info.namewhat == "metamethod" then
    return find(name, "^__") and name or "__" .. name
  elseif find(name, "^%(for ") or name == "for iterator" then
    return "for iterator"
  end
  return sub(name, 1, 1) ~= "(" and name or nil
end

-- The name in the source; nil if the functions on these lines have several.
local function defined_name(info)
  local definitions = function_literals.definitions(info)
  local name = definitions[1] and definitions[1].name
  for i = 2, #definitions do
    if definitions[i].name ~= name then
      return nil
    end
  end
  return name
end

local function function_name(info, caller, file)
  if info.what == "main" then
    return MAIN_CHUNK
  end
  return defined_name(info)
    or called_name(info, caller)
    or "<" .. file .. ":" .. info.linedefined .. ">"
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
    ["function"] = text.name(function_name(info, caller, file)),
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
    return shown and frames.builtin(shown == true and called_name(info, caller) or shown) or nil
  elseif is_builtin(info) then
    local name = library_names[info.func] or called_name(info, caller)
    if is_own(caller) or (not name and not caller) then
      return nil -- what this library calls, and the host that entered Lua
    end
    return frames.builtin(name or "?")
  end
  return lua_frame(info, caller, with_source)
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
    local is_of_library = hides_tail(activations, i) or (is_tail(info) and is_own(activations[i - 1]))
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
