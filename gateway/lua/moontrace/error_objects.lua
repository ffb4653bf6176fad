-- Makes the error object of a capture: what lines, log records and span events are written from.

local fingerprint = require "moontrace.fingerprint"
local message_text = require "moontrace.message_text"
local redaction = require "moontrace.redaction"
local stack = require "moontrace.stack"
local stack_text = require "moontrace.stack_text"
local string_literals = require "moontrace.string_literals"
local text = require "moontrace.text"

local sub = string.sub

-- For errors that Lua raises outside of a JVM.
local TYPE = "LuaError"

local MAX_MESSAGE = 8192

-- A message is cut before its encoding is checked: characters have up to four bytes.
local MAX_BYTES = 4 * (MAX_MESSAGE + 512)

-- What docs/fingerprint.md wants to know; kept, because it is needed again when the error is the cause of
-- another.
local function described(capture)
  if capture.described then
    return capture.described
  end
  local raw = text.valid(#capture.message > MAX_BYTES and sub(capture.message, 1, MAX_BYTES) or capture.message)
  local found, is_approximate = stack.frames(capture.groups)
  local literals = stack.literals(capture.groups)
  capture.described = {
    type = TYPE,
    raw_message = raw,
    literal_text = literals and string_literals.first_text(literals, message_text.bounded(raw)) or nil,
    message = text.lines(redaction.text(raw, MAX_MESSAGE), MAX_MESSAGE),
    frames = found,
    approximate = is_approximate or nil,
  }
  capture.groups = nil -- holds functions and values of the program
  return capture.described
end

-- The originals of an error that was raised again, as causes with and without their raw messages.
local function causes_of(capture)
  local shown, hashed, parent = {}, {}, -1
  local cause = capture.cause
  while cause do
    local of = described(cause)
    shown[#shown + 1] = {
      lang = "lua", type = TYPE, message = of.message, relation = "lua_rethrow", parent = parent,
      approximate = of.approximate, frames = of.frames,
    }
    hashed[#hashed + 1] = {
      type = TYPE, raw_message = of.raw_message, literal_text = of.literal_text, relation = "lua_rethrow",
      parent = parent, frames = of.frames,
    }
    parent = parent + 1
    cause = cause.cause
  end
  return shown, hashed
end

local error_objects = {}

-- The error object; made once for each capture.
function error_objects.of(capture)
  if capture.object then
    return capture.object
  end
  local of = described(capture)
  local causes, hashed = causes_of(capture)
  local object = {
    id = capture.id, lang = "lua", type = TYPE, message = of.message, frames = of.frames, causes = causes,
    handled = capture.handled or false, approximate = of.approximate,
  }
  object.fingerprint = fingerprint.of {
    type = TYPE, raw_message = of.raw_message, literal_text = of.literal_text, frames = of.frames, causes = hashed,
  }
  object.stack_trace = stack_text.of(object)
  capture.object = object
  return object
end

return error_objects
