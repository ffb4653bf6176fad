-- The latest errors that were captured where they were raised: found again by their value, tables by
-- identity, strings by their text. An error that is raised again is joined to its original by the rules
-- of docs/errors.md, section Caught and raised again.

local message_text = require "moontrace.message_text"

local find, sub = string.find, string.sub
local rawequal, remove, type = rawequal, table.remove, type

-- Errors remembered, and errors in one chain of causes.
local REMEMBERED = 16
local MAX_CHAIN = 16

-- Bytes of a message that is searched in another: the time grows with the product.
local MAX_MESSAGE = 8192

-- The activations whose position error(message) and error(message, 2) put before the message.
local POSITIONS = 2

local captures = {}

local latest = {}

-- Remembers a capture: {value, message, groups, scope, …}.
function captures.add(capture)
  if #latest == REMEMBERED then
    remove(latest, 1)
  end
  latest[#latest + 1] = capture
end

-- The latest capture of a value in this scope, or nil.
function captures.find(value, scope)
  for i = #latest, 1, -1 do
    if rawequal(latest[i].value, value) and rawequal(latest[i].scope, scope) then
      return latest[i]
    end
  end
end

-- The message without the position of the statement that raised it just now.
local function without_own_position(capture)
  local activations, first, positions = capture.groups[1], capture.first, 0
  for i = first, #activations do
    local info = activations[i]
    if info.currentline > 0 then
      local position = info.short_src .. ":" .. info.currentline .. ":"
      if sub(capture.message, 1, #position) == position then
        return sub(capture.message, #position + 1)
      end
      positions = positions + 1
      if positions == POSITIONS then
        break
      end
    end
  end
  return capture.message
end

local function has_origin(message)
  return message_text.without_position(message) ~= message
end

local function contains(text, part)
  return #part <= MAX_MESSAGE and find(sub(text, 1, 2 * MAX_MESSAGE), part, 1, true) ~= nil
end

-- The capture of the error that was caught and is raised again now, or nil.
function captures.origin(capture)
  local is_text = type(capture.value) == "string"
  local rest = is_text and without_own_position(capture)
  for i = #latest, 1, -1 do
    local earlier = latest[i]
    local is_same
    if is_text then
      is_same = type(earlier.value) == "string" and has_origin(earlier.message) and contains(rest, earlier.message)
    else
      local kind = type(capture.value)
      is_same = (kind == "table" or kind == "userdata" or kind == "function") and rawequal(earlier.value, capture.value)
    end
    if is_same and rawequal(earlier.scope, capture.scope) then
      return (earlier.depth or 0) < MAX_CHAIN and earlier or nil
    end
  end
end

-- Forgets all of a scope, as at the end of a request.
function captures.forget(scope)
  for i = #latest, 1, -1 do
    if rawequal(latest[i].scope, scope) then
      remove(latest, i)
    end
  end
end

return captures
