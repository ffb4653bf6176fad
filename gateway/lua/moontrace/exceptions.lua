-- What an error leaves on the span in which it was raised: an event "exception", the status, and the
-- attribute error.type. Stacks come from moontrace.errors, where that is installed.

local attributes = require "moontrace.attributes"
local business = require "moontrace.business"

local match = string.match
local pcall, require, tostring, type = pcall, require, tostring, type

local MAX_MESSAGE = 8192

local errors -- nil: not looked for yet; false: not there

local exceptions = {}

local function module()
  if errors == nil then
    local found, loaded = pcall(require, "moontrace.errors")
    errors = found and type(loaded) == "table" and loaded or false
  end
  return errors
end

-- A message handler for xpcall, or nil.
function exceptions.handler()
  local loaded = module()
  return loaded and loaded.handler or nil
end

-- A table is described by its type only: to print it could call a metamethod.
local function described(err)
  local kind = type(err)
  local is_text = kind == "string" or kind == "number" or kind == "boolean" or kind == "nil"
  return {
    ["exception.type"] = "lua." .. kind,
    ["exception.message"] = attributes.cut(is_text and tostring(err) or kind, MAX_MESSAGE),
  }
end

local function captured(err)
  local loaded = module()
  local found = loaded and loaded.captured and loaded.captured(err)
  return found and loaded.span_attributes and loaded.span_attributes(found) or nil
end

-- An error that passes several spans of a trace has its stack on the innermost one.
local function attributes_of(span, err)
  local ok, known = pcall(captured, err)
  known = ok and type(known) == "table" and known or described(err)
  local first, id = span.local_root or span, known["error.id"]
  if id and first.last_error_id == id then
    known["exception.stacktrace"] = nil
  end
  first.last_error_id = id
  return business.add(known)
end

local function add_event(span, err)
  local known = attributes_of(span, err)
  span:add_exception(known)
  return known
end

local function fail(span, err)
  local known = add_event(span, err)
  span:set_attribute("error.type", known["exception.type"])
  span:set_status("error", match(tostring(known["exception.message"] or ""), "^[^\r\n]*"))
end

-- An event for an error, which may have been dealt with.
function exceptions.record(span, err)
  if span:is_recording() then
    pcall(add_event, span, err)
  end
end

-- The error ended the span.
function exceptions.fail(span, err)
  if span:is_recording() then
    pcall(fail, span, err)
  end
end

return exceptions
