-- Tells which functions are this library's own: they never appear on a stack.

local getinfo = debug.getinfo
local match, sub = string.match, string.sub
local setmetatable = setmetatable

local source = getinfo(1, "S").source

-- All files of the library are in one folder. Where the chunk has another name, as in a bundle, it is one
-- chunk.
local folder = match(source, "^@.*[/\\]")

-- Functions that do appear, as built-in ones, and their names; true for that of the caller.
local shown = setmetatable({}, { __mode = "k" })

local own_frames = {}

-- Whether a function with this source is the library's own.
function own_frames.has(of)
  return of == source or (folder ~= nil and sub(of, 1, #folder) == folder)
end

-- Whether an activation is the library's own.
function own_frames.owns(info)
  return info ~= nil and info.what ~= "C" and own_frames.has(info.source)
end

-- Shows a function of the library as a built-in one.
function own_frames.show(fn, name)
  shown[fn] = name or true
end

-- The name under which a function of the library appears; true for that of the caller; nil if it does not.
function own_frames.shown(fn)
  return shown[fn]
end

-- Functions of the host by which it calls the library.
local of_host = setmetatable({}, { __mode = "k" })

-- Hides a function, where it is the innermost of the program's.
function own_frames.hide(fn)
  of_host[fn] = true
end

function own_frames.is_of_host(fn)
  return fn ~= nil and of_host[fn] or false
end

-- Functions that run the program: what calls them is not the program's.
local outermost = setmetatable({}, { __mode = "k" })

-- Ends each stack at this function of the library.
function own_frames.mark_outermost(fn)
  outermost[fn] = true
end

function own_frames.is_outermost(fn)
  return fn ~= nil and outermost[fn] or false
end

return own_frames
