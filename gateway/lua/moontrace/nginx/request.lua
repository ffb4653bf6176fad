-- One SERVER span per request. begin() runs in set_by_lua of the server block, which no location can
-- replace; finish() in log_by_lua. Between them the header traceparent, which we have replaced, names the
-- request: it outlives internal redirects, which ngx.ctx does not, and reading it warns nobody, as reading
-- a variable does in a server without us.

local ngx = ngx
local ipairs, sub, tostring = ipairs, string.sub, tostring

local baggage = require "moontrace.baggage"
local clock = require "moontrace.clock"
local context = require "moontrace.context"
local propagation = require "moontrace.propagation"
local random = require "moontrace.random"
local spans = require "moontrace.span"
local tracer = require "moontrace.tracer"
local traceparent = require "moontrace.traceparent"
local server_attributes = require "moontrace.nginx.server_attributes"
local upstream = require "moontrace.nginx.upstream"

local set_header, clear_header, get_headers = ngx.req.set_header, ngx.req.clear_header, ngx.req.get_headers

-- Requests that are remembered; one whose log_by_lua belongs to a location of its own stays until then.
local MAX_LIVE = 16384
local MAX_REQUEST_HEADERS = 100

local SAMPLED, RANDOM = 1, 2 -- flags of level 2

local SERVER = { kind = "server" }

-- Where the span id is in a traceparent of version 00.
local SPAN_ID_FROM, SPAN_ID_TO = 37, 52

local request = { lost = 0 }

-- The requests that record something, by their span id and by that of their call upstream.
local live, live_count = {}, 0

-- A second id of the same request, which is forgotten with it.
function request.alias(id, state)
  local ids = state.ids
  ids[#ids + 1] = id
  live[id] = state
end

local function remember(state)
  if live_count >= MAX_LIVE then
    request.lost = request.lost + live_count
    live, live_count = {}, 0
  end
  live_count = live_count + 1
  request.alias(state.span.span_id, state)
end

local function forget(state)
  if live[state.span.span_id] == state then
    live_count = live_count - 1
    for _, id in ipairs(state.ids) do
      live[id] = nil
    end
  end
end

-- Phases in which there is no request.
local WITHOUT_REQUEST = { init = true, init_worker = true, exit_worker = true, timer = true }

-- The state that a header traceparent of ours belongs to. A request that nginx sends to itself has the
-- header, too, on another connection.
function request.of_header(value)
  local state = value and live[sub(value, SPAN_ID_FROM, SPAN_ID_TO)]
  return state and state.connection == ngx.var.connection and state or nil
end

-- The state of the current request, or nil: it is not sampled.
function request.state()
  return not WITHOUT_REQUEST[ngx.get_phase()] and request.of_header(ngx.var.http_traceparent) or nil
end

local function traceparent_of(state)
  local span = state.span
  return traceparent.format(span.trace_id, span.span_id, span.flags)
end

-- The traceparent of the current request's span, or nil.
function request.traceparent()
  if WITHOUT_REQUEST[ngx.get_phase()] then
    return nil
  end
  local sent = ngx.var.http_traceparent
  local state = request.of_header(sent)
  return state and traceparent_of(state) or sent
end

-- The caller's span context and tracestate header. All headers are read only if there is one of the caller:
-- get_headers() shows what is sent twice, which is refused.
local function caller(var)
  local has_state = var.http_tracestate ~= nil
  if var.http_traceparent == nil then
    return nil, has_state
  end
  local ctx = propagation.extract(get_headers(MAX_REQUEST_HEADERS), context.root, true)
  return ctx.span_context, has_state
end

-- The trace goes on with this span id upstream, and without a tracestate that is not valid.
local function send_on(trace_id, span_id, flags, state, has_state)
  set_header("traceparent", traceparent.format(trace_id, span_id, flags))
  if state then
    set_header("tracestate", state)
  elseif has_state then
    clear_header "tracestate"
  end
end

local function start_span(var, parent, ids)
  ids.parent_span_id = parent and parent.span_id
  ids.parent_is_remote = parent ~= nil
  ids.depth = 1
  local span = spans.record(ids, server_attributes.method(var.request_method), SERVER)
  local state = { ids = {}, span = span, upstream_id = random.span_id(), connection = var.connection }
  remember(state)
  request.alias(state.upstream_id, state)
  return state
end

-- A new request. Most are not sampled where traffic is heavy, so nothing is made for them but their ids.
local function start()
  local var = ngx.var
  local parent, has_state = caller(var)
  local trace_id = parent and parent.trace_id or random.trace_id()
  local flags = parent and parent.flags - parent.flags % 2 or RANDOM
  local span_id = random.span_id()
  local state = parent and parent.tracestate
  if not tracer.sampler(parent, trace_id) then
    send_on(trace_id, span_id, flags, state, has_state)
    return traceparent.format(trace_id, span_id, flags)
  end
  flags = flags + SAMPLED
  local recorded = start_span(var, parent, { trace_id = trace_id, span_id = span_id, flags = flags, tracestate = state })
  send_on(trace_id, recorded.upstream_id, flags, state, has_state)
  return traceparent.format(trace_id, span_id, flags)
end

-- Returns the value of $moontrace: the traceparent of the request's span.
function request.begin()
  if ngx.is_subrequest then
    return upstream.begin_subrequest(request)
  end
  return ngx.req.is_internal() and request.traceparent() or start()
end

-- The context of the current request, or nil: made when a script or a span of its own asks for it.
function request.context()
  local state = request.state()
  if not state then
    local trace_id, span_id, flags = traceparent.parse(request.traceparent() or "")
    local span = trace_id and { trace_id = trace_id, span_id = span_id, flags = flags }
    return span and context.with_remote(context.root, span, baggage.parse(ngx.var.http_baggage or ""))
  end
  if not state.context then
    local entries = baggage.parse(ngx.var.http_baggage or "")
    local root = entries and context.with_baggage(context.root, entries) or context.root
    state.context = context.with_span(root, state.span)
  end
  return state.context
end

-- In the phase header_filter.
function request.headers()
  local var = ngx.var
  if ngx.is_subrequest then
    return upstream.headers_of_subrequest(request, var)
  end
  local state = request.of_header(var.http_traceparent)
  if state then
    state.headers_at = clock.micros()
  end
end

local function finish(state, var)
  local span = state.span
  forget(state)
  if not span:is_recording() then
    return
  end
  span:set_attributes(server_attributes.of(var))
  local status = ngx.status
  if status >= 500 and not state.failed then
    span:set_attribute("error.type", tostring(status))
    span:set_status "error"
  end
  upstream.finish(state, var)
  span:finish()
end

-- In the phase log.
function request.finish()
  local var = ngx.var
  local state = request.of_header(var.http_traceparent)
  if state then
    finish(state, var)
  end
end

return request
