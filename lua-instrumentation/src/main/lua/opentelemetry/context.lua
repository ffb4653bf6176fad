-- opentelemetry.context: an attached context is also current in Java, until it is detached or the
-- outermost call into Lua ends.

local baggage = require "opentelemetry.baggage"
local global = require "opentelemetry.global"
local noop_span_new = require("opentelemetry.trace.noop_span").new
local non_recording_span = require "opentelemetry.trace.non_recording_span"
local span_context = require "opentelemetry.trace.span_context"
local util = require "opentelemetry.util"

local STACK, BAGGAGE = "__opentelemetry_context__", "__opentelemetry_baggage__"

local context = {}
local metatable = { __index = context }

function context.new(entries, span)
  return setmetatable({ sp = span or noop_span_new(), entries = entries or {} }, metatable)
end

-- Returns a token for detach.
function context:attach()
  local values = self.entries and self.entries[BAGGAGE]
  local token = native.attach(self, self.sp and self.sp.handle, values and values.values)
  local storage = global.get_context_storage()
  if not storage then
    return token
  end
  local stack = storage[STACK] or {}
  storage[STACK] = stack
  stack[#stack + 1] = self
  return #stack
end

-- Without a token, detaches the latest context. Returns whether the token was that of the current one.
function context:detach(token)
  local storage = global.get_context_storage()
  local stack = storage and storage[STACK]
  local depth = stack and #stack or native.depth()
  if token and token ~= depth then
    native.out_of_order()
    return false, "Token does not match (" .. depth .. " context entries in stack, token provided was "
      .. tostring(token) .. ")."
  end
  native.detach()
  if stack then
    stack[#stack] = nil
  end
  return true, nil
end

function context.current()
  local storage = global.get_context_storage()
  local stack = storage and storage[STACK]
  if stack then
    return stack[#stack] or context.new()
  end
  local attached, handle, trace_id, span_id, flags, state = native.current()
  if attached then
    return attached
  end
  if not trace_id then
    return context.new()
  end
  return context.new({}, non_recording_span.of(handle, span_context.of(trace_id, span_id, flags, state, false)))
end

function context:get(key)
  return self.entries[key]
end

function context:set(key, value)
  local entries = util.shallow_copy_table(self.entries)
  entries[key] = value
  return context.new(entries, self.sp)
end

function context:inject_baggage(values)
  return self:set(BAGGAGE, values)
end

function context:extract_baggage()
  return self:get(BAGGAGE) or baggage.new {}
end

function context:with_span(span)
  return context.new(util.shallow_copy_table(self.entries or {}), span)
end

function context:with_span_context(of_span)
  return self:with_span(non_recording_span.new(nil, of_span))
end

function context:span_context()
  return self.sp:context()
end

function context:span()
  return self.sp
end

return context
