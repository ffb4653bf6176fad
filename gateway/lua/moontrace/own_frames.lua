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

-- Shows a function of the library as a built-in one.
function own_frames.show(fn, name)
  shown[fn] = name or true
end

-- The name under which a function of the library appears; true for that of the caller; nil if it does not.
function own_frames.shown(fn)
  return shown[fn]
end

return own_frames
