-- The current context of each coroutine. A context is an immutable table
--   { span_context =, span =, baggage =, business = }
-- span_context is { trace_id, span_id, flags, tracestate } of the parent of new spans, from this process
-- or another; span is the span of this process, which is a span context too.

local pairs, setmetatable, tostring = pairs, setmetatable, tostring
local running = coroutine.running
local sub = string.sub
local baggage = require "moontrace.baggage"

local MAX_BUSINESS, MAX_BUSINESS_VALUE = 32, 256
local MAX_BUSINESS_KEY = 256

local root = {}

-- The keys are weak, and no context refers to a coroutine. False stands for the main coroutine, for
-- which Lua 5.1 has no value.
local current = setmetatable({}, { __mode = "k" })

-- Where a host keeps the context of a request; coroutines that set none of their own have that one.
local storage

-- Keys of the baggage that are business context.
local of_baggage = {}

local context = { root = root, dropped = 0 }

local function here()
  return running() or false
end

function context.current()
  return current[running() or false] or (storage and storage.get()) or root
end

-- { get = function() -> context or nil, set = function(context) }, for a host that runs many requests
-- in one Lua state; neither may raise an error. Nil removes it.
function context.use_storage(functions)
  storage = functions
end

-- Replaces the current context: in the function that run() runs, or else in the host's storage.
function context.set_current(ctx)
  local thread = here()
  if storage and current[thread] == nil then
    storage.set(ctx)
  else
    current[thread] = ctx
  end
end

-- Makes a context current in this coroutine. Returns a token for detach().
function context.attach(ctx)
  local thread = here()
  local token = { thread = thread, before = current[thread], attached = ctx }
  current[thread] = ctx
  return token
end

-- Returns whether the context was still the current one; if not, nothing changes.
function context.detach(token)
  if token.detached or current[token.thread] ~= token.attached then
    return false
  end
  token.detached = true
  current[token.thread] = token.before
  return true
end

-- For run.lua: the coroutine, and the context it had before.
function context.enter(ctx)
  local thread = here()
  local before = current[thread]
  current[thread] = ctx
  return thread, before
end

function context.leave(thread, before)
  current[thread] = before
end

-- Derived contexts

function context.with_span(ctx, span)
  return { span_context = span, span = span, baggage = ctx.baggage, business = ctx.business }
end

function context.with_remote(ctx, span_context, entries)
  return { span_context = span_context, baggage = entries or ctx.baggage, business = ctx.business }
end

function context.with_baggage(ctx, entries)
  return { span_context = ctx.span_context, span = ctx.span, baggage = entries, business = ctx.business }
end

-- Business context

-- Which keys of the baggage are part of the business context: moontrace.context.baggage.
function context.business_of_baggage(keys)
  of_baggage = keys
end

local function put(entries, key, value)
  if not value then
    entries[key] = nil
    return
  end
  local count = 0
  for _ in pairs(entries) do
    count = count + 1
  end
  if #key > MAX_BUSINESS_KEY or (count >= MAX_BUSINESS and not entries[key]) then
    context.dropped = context.dropped + 1
    return
  end
  entries[key] = sub(value, 1, MAX_BUSINESS_VALUE)
end

-- What is set belongs to the trace: it is kept in the first span of the trace in this process, so it
-- holds after the span ends in which it was set. Without a trace it is in the context. Nil removes it.
function context.set_business(key, value)
  local ctx = context.current()
  value = value ~= nil and tostring(value) or nil
  if ctx.span then
    local first = ctx.span.local_root or ctx.span
    first.business = first.business or {}
    put(first.business, key, value)
    return
  end
  local entries = {}
  for k, v in pairs(ctx.business or entries) do
    entries[k] = v
  end
  put(entries, key, value)
  context.set_current({
    span_context = ctx.span_context, span = ctx.span, baggage = ctx.baggage, business = entries,
  })
end

-- The business context for an error or a log record: a new table from key to text.
function context.business(ctx)
  ctx = ctx or context.current()
  local all = {}
  for i = 1, #of_baggage do
    put(all, of_baggage[i], baggage.get(ctx.baggage, of_baggage[i]))
  end
  for key, value in pairs(ctx.business or {}) do
    put(all, key, value)
  end
  local first = ctx.span and (ctx.span.local_root or ctx.span)
  for key, value in pairs(first and first.business or {}) do
    put(all, key, value)
  end
  return all
end

return context
