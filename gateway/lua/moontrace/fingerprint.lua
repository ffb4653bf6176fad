-- A hash of what stays the same between two occurrences of a bug: docs/fingerprint.md, byte for byte.

local fingerprint_frames = require "moontrace.fingerprint_frames"
local message_text = require "moontrace.message_text"
local sha256 = require "moontrace.sha256"

local concat, sub = table.concat, string.sub

local VERSION = "moontrace 1"
local LUA_ERROR = "LuaError"
local LUA_ERROR_OF_LUAJ = "org.luaj.vm2.LuaError"
local STACK_OVERFLOW = "java.lang.StackOverflowError"
local HEX_DIGITS = 32

-- Hashes remembered, because bugs recur; a full cache starts anew.
local REMEMBERED = 256

local cache, cached = {}, 0

local fingerprint = {}

-- The root cause and the errors around it, outermost first.
local function chain(err)
  local chained, index = { err }, -1
  local causes = err.causes or {}
  for i = 1, #causes do
    local cause = causes[i]
    if cause.parent == index and (cause.relation == "cause" or cause.relation == "lua_rethrow") then
      chained[#chained + 1] = cause
      index = i - 1
    end
  end
  return chained
end

-- The lines that are hashed. Messages are those before redaction: `raw_message`, where there is one;
-- `literal_text` is what the string constants of the script say of it, nil if the script is not known.
function fingerprint.lines(err)
  local chained = chain(err)
  local root = chained[#chained]
  local type_of = root.type == LUA_ERROR_OF_LUAJ and LUA_ERROR or root.type
  local lines = { VERSION, type_of, "" }
  local places = {}
  if type_of == STACK_OVERFLOW then
    places = fingerprint_frames.recurring(root.frames)
  else
    local i = #chained
    while not places[1] and i >= 1 do
      places = fingerprint_frames.places(chained[i].frames)
      i = i - 1
    end
    if type_of == LUA_ERROR or not places[1] then
      local message = message_text.bounded(root.raw_message or root.message)
      lines[3] = message_text.of(message, type_of == LUA_ERROR and root.literal_text or nil)
    end
  end
  for i = 1, #places do
    lines[3 + i] = places[i]
  end
  return lines
end

-- 32 hexadecimal digits.
function fingerprint.of(err)
  local text = concat(fingerprint.lines(err), "\n") .. "\n"
  local hash = cache[text]
  if not hash then
    hash = sub(sha256(text), 1, HEX_DIGITS)
    if cached == REMEMBERED then
      cache, cached = {}, 0
    end
    cache[text] = hash
    cached = cached + 1
  end
  return hash
end

return fingerprint
