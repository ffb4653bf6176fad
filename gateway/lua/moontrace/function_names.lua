-- The names of functions: as the source defines them (`Order:add`), else as their caller calls them.

local function_literals = require "moontrace.function_literals"
local own_frames = require "moontrace.own_frames"

local find, sub = string.find, string.sub

local MAIN_CHUNK = "main chunk"

local function_names = {}

-- The name by which the caller calls a function, or nil. What this library calls it says nothing.
function function_names.called(info, caller)
  local name = info.name
  if not name or name == "" or name == "?" or own_frames.owns(caller) then
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

-- The name of an activation of a function in Lua: `<a.lua:12>` if it has none.
function function_names.of(info, caller, file)
  if info.what == "main" then
    return MAIN_CHUNK
  end
  return defined_name(info) or function_names.called(info, caller) or "<" .. file .. ":" .. info.linedefined .. ">"
end

return function_names
