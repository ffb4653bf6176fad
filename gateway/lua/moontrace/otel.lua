-- The module otel, with spans that record: the script API of docs/lua-api.md outside the JVM.

local arguments = require "moontrace.arguments"
local attributes = require "moontrace.attributes"
local baggage = require "moontrace.baggage"
local business = require "moontrace.business"
local context = require "moontrace.context"
local exceptions = require "moontrace.exceptions"
local propagation = require "moontrace.propagation"
local operations = require "moontrace.span_operations"
local run = require "moontrace.run"
local tracer = require "moontrace.tracer"

local error, format, getmetatable, lower = error, string.format, getmetatable, string.lower
local ipairs, pairs, rawget, setmetatable, type = ipairs, pairs, rawget, setmetatable, type

local MAX_NESTED_SPANS = 256
local MAX_BODY = 8192

local levels = { trace = true, debug = true, info = true, warn = true, error = true, fatal = true }

-- Contexts and spans are opaque empty tables for scripts; this table holds the contexts they stand for.
-- A context never refers to its opaque table, which would keep both alive.
local hidden = setmetatable({}, { __mode = "k" })
local context_metatable = { __index = {}, __metatable = "otel.context" }
local span_metatable = { __index = {}, __metatable = "otel.span" }

local otel = { baggage = {}, context = {} }

local function opaque(ctx, metatable)
  local handle = setmetatable({}, metatable)
  hidden[handle] = ctx
  return handle
end

local function is_span(value)
  return type(value) == "table" and hidden[value] ~= nil and getmetatable(value) == "otel.span"
end

local function context_of(i, name, value)
  if value == nil then
    return context.current()
  end
  local ctx = type(value) == "table" and hidden[value]
  if not ctx then
    arguments.bad(i, name, "context", value, 3)
  end
  return ctx
end

-- Starts a span from the options of a script. Returns it and its context.
local function start(name, options, of_span)
  local parent = type(options) == "table" and rawget(options, "parent")
  local ctx = type(parent) == "table" and hidden[parent] or context.current()
  local kind = type(options) == "table" and rawget(options, "kind")
  local span = tracer.start(name, {
    parent = ctx,
    kind = type(kind) == "string" and lower(kind) or nil,
    attributes = type(options) == "table" and rawget(options, "attributes") or nil,
  })
  if of_span then
    span:set_attributes(of_span)
  end
  return span, context.with_span(ctx, span)
end

-- The trace

function otel.traceparent()
  return (propagation.headers(context.current()))
end

function otel.tracestate()
  local span = context.current().span_context
  return span and span.tracestate or nil
end

function otel.trace_id()
  local span = context.current().span_context
  return span and span.trace_id or nil
end

function otel.span_id()
  local span = context.current().span_context
  return span and span.span_id or nil
end

function otel.sampled()
  local span = context.current().span_context
  return span ~= nil and span.flags % 2 == 1
end

function otel.inject(headers, ctx)
  arguments.is_table(1, "inject", headers, 2)
  return propagation.inject(headers, context_of(2, "inject", ctx))
end

function otel.extract(headers)
  arguments.is_table(1, "extract", headers, 2)
  return opaque(propagation.extract(headers), context_metatable)
end

-- Spans

local function run_in_span(span, ctx, fn)
  local function after(ok, err)
    if not ok then
      exceptions.fail(span, err)
    end
    span:finish()
  end
  local handler = span:is_recording() and exceptions.handler() or nil
  return run.call(ctx, fn, opaque(ctx, span_metatable), handler, after)
end

function otel.span(name, fn, of_span, options)
  name = arguments.text(1, "span", name, 2)
  arguments.is_function(2, "span", fn, 2)
  arguments.optional_table(3, "span", of_span, 2)
  arguments.optional_table(4, "span", options, 2)
  local ctx = context.current()
  if ctx.span and ctx.span.depth >= MAX_NESTED_SPANS then
    return fn(opaque(ctx, span_metatable))
  end
  local span, of_new = start(name, options, of_span)
  return run_in_span(span, of_new, fn)
end

function otel.start_span(name, options)
  name = arguments.text(1, "start_span", name, 2)
  arguments.optional_table(2, "start_span", options, 2)
  local _, ctx = start(name, options)
  return opaque(ctx, span_metatable)
end

function otel.finish(span)
  if not is_span(span) then
    arguments.bad(1, "finish", "span", span, 2)
  end
  hidden[span].span:finish()
end

-- What can be done to a span, as its method, and as a function for the current one.

-- Stands for the current span where there is none, so that arguments are checked all the same.
local no_span = tracer.no_span

for name, operation in pairs(operations) do
  span_metatable.__index[name] = function(self, ...)
    if not is_span(self) then
      error(format("calling '%s' on bad self (span expected, got %s)", name, type(self)), 2)
    end
    local result = operation(hidden[self].span or no_span, ...)
    return result
  end
end

for _, name in ipairs { "set_attribute", "set_attributes", "add_event", "record_error", "set_status" } do
  local operation = operations[name]
  otel[name] = function(...)
    operation(context.current().span or no_span, ...)
    return nil
  end
end

-- Log records

function otel.log(level, message, foreign)
  level = lower(arguments.text(1, "log", level, 2))
  message = arguments.text(2, "log", message, 2)
  arguments.optional_table(3, "log", foreign, 2)
  local map, dropped = attributes.of(foreign)
  tracer.log {
    severity = levels[level] and level or "info",
    body = attributes.cut(message, MAX_BODY),
    attributes = business.add(map),
    dropped_attributes = dropped,
  }
end

-- Business context and baggage

function otel.context.set(key, value)
  key = arguments.text(1, "set", key, 2)
  context.set_business(key, arguments.scalar(2, "set", value, 2))
end

function otel.baggage.get(key)
  return baggage.get(context.current().baggage, arguments.text(1, "get", key, 2))
end

function otel.baggage.all()
  return baggage.all(context.current().baggage)
end

-- Holds until the running span ends; outside of a span, as long as the coroutine lives.
function otel.baggage.set(key, value)
  key = arguments.text(1, "set", key, 2)
  value = arguments.scalar(2, "set", value, 2)
  local ctx = context.current()
  context.set_current(context.with_baggage(ctx, baggage.set(ctx.baggage, key, value)))
end

return otel
