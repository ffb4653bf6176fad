-- Starts spans, and passes on what has ended: on_end receives each recorded span, on_log each log record.

local clock = require "moontrace.clock"
local context = require "moontrace.context"
local random = require "moontrace.random"
local samplers = require "moontrace.sampler"
local spans = require "moontrace.span"
local traceparent = require "moontrace.traceparent"

local ipairs, pcall, type = ipairs, pcall, type

local RANDOM = traceparent.RANDOM

-- no_span takes the calls that are meant for the current span where there is none.
local tracer = { sampler = samplers.of(), failures = 0, no_span = spans.not_record {} }

-- Receivers, to be replaced.
function tracer.on_end(span) end
function tracer.on_log(record) end

-- A receiver that fails costs the item, not the program. In Lua 5.1 it must not yield.
local function pass(receiver, item)
  local ok = pcall(receiver, item)
  if not ok then
    tracer.failures = tracer.failures + 1
  end
end

function spans.on_end(span)
  pass(tracer.on_end, span)
end

-- Starts a span, which is not current. Options: parent (a context; by default the current one; false
-- for a new trace), kind, attributes, start (microseconds).
function tracer.start(name, options)
  local ctx = options and options.parent
  if ctx == nil then
    ctx = context.current()
  end
  local parent = ctx and ctx.span_context or nil
  local trace_id = parent and parent.trace_id or random.trace_id()
  local sampled = tracer.sampler(parent, trace_id) and 1 or 0
  local random_flag = parent and (traceparent.is_random(parent.flags) and RANDOM or 0) or RANDOM
  local of_here = ctx and ctx.span or nil
  local self = {
    trace_id = trace_id,
    span_id = random.span_id(),
    flags = random_flag + sampled,
    tracestate = parent and parent.tracestate or nil,
    local_root = of_here and (of_here.local_root or of_here) or nil,
    depth = of_here and of_here.depth + 1 or 1,
  }
  if sampled == 0 then
    return spans.not_record(self)
  end
  self.parent_span_id = parent and parent.span_id or nil
  self.parent_is_remote = parent ~= nil and of_here == nil
  return spans.record(self, name, options, of_here)
end

-- Passes on a log record { severity ("trace" to "fatal"), body, event_name, attributes,
-- dropped_attributes }; its time and its place in the trace are added. It is of the given context, or of
-- the current one.
function tracer.log(record, ctx)
  local span = (ctx or context.current()).span_context
  record.micros = record.micros or clock.micros()
  if span and not record.trace_id then
    record.trace_id, record.span_id, record.flags = span.trace_id, span.span_id, span.flags
  end
  pass(tracer.on_log, record)
end

-- Sets sampler, on_end and on_log; what is no function is ignored.
function tracer.configure(settings)
  for _, name in ipairs { "sampler", "on_end", "on_log" } do
    if type(settings[name]) == "function" then
      tracer[name] = settings[name]
    end
  end
end

return tracer
