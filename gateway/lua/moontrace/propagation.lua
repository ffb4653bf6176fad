-- Reads the trace, its state and the baggage from the headers of a request, and writes them to those of
-- another.

local baggage = require "moontrace.baggage"
local context = require "moontrace.context"
local header = require "moontrace.header"
local traceparent = require "moontrace.traceparent"
local tracestate = require "moontrace.tracestate"

local propagation = {}

-- The span context of the caller, or nil; without it, tracestate means nothing.
local function span_context_of(parent, state)
  local trace_id, span_id, flags = traceparent.parse(parent)
  if not trace_id then
    return nil
  end
  return {
    trace_id = trace_id, span_id = span_id, flags = flags, remote = true,
    tracestate = state and tracestate.parse(state) or nil,
  }
end

-- Returns the context (by default the current one) plus what the headers carry. It is faster if all
-- names of headers are known to be in lower case.
function propagation.extract(headers, ctx, in_lower_case)
  ctx = ctx or context.current()
  local read = header.read(headers, in_lower_case)
  local entries = read.baggage and baggage.parse(read.baggage) or ctx.baggage
  local span_context = read.traceparent and span_context_of(read.traceparent, read.tracestate)
  if span_context then
    return context.with_remote(ctx, span_context, entries)
  end
  return entries ~= ctx.baggage and context.with_baggage(ctx, entries) or ctx
end

-- The three headers of a context; each may be nil.
function propagation.headers(ctx)
  local span = ctx.span_context
  return span and traceparent.format(span.trace_id, span.span_id, span.flags) or nil,
    span and span.tracestate or nil,
    baggage.format(ctx.baggage)
end

-- Sets them in a table of headers, in the place of those of the same name.
function propagation.inject(headers, ctx)
  local parent, state, entries = propagation.headers(ctx)
  header.set(headers, "traceparent", parent)
  header.set(headers, "tracestate", state)
  header.set(headers, "baggage", entries)
  return headers
end

return propagation
