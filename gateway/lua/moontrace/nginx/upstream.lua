-- The CLIENT spans of a request: one for each try of nginx to reach an upstream. nginx sends the same
-- headers with each try, so all services that answer have the last one as their parent.

local ngx = ngx
local gmatch, gsub, match, max = string.gmatch, string.gsub, string.match, math.max
local tonumber, tostring = tonumber, tostring

local clock = require "moontrace.clock"
local random = require "moontrace.random"
local spans = require "moontrace.span"
local server_attributes = require "moontrace.nginx.server_attributes"
local traceparent = require "moontrace.traceparent"

local MAX_TRIES, MAX_SUBREQUESTS = 32, 64
local MICROS = 1000000

local upstream = {}

-- nginx separates tries by commas, and what was passed on to another location by colons.
local function list(value)
  local all = {}
  for part in gmatch((gsub(value or "", " : ", ", ")), "[^,]+") do
    if #all == MAX_TRIES then
      break
    end
    all[#all + 1] = match(part, "^%s*(.-)%s*$")
  end
  return all
end

local function micros(seconds)
  return (tonumber(seconds) or 0) * MICROS
end

local function peer(address)
  local host, port = match(address, "^%[?([^%]]-)%]?:(%d+)$")
  return host or address, tonumber(port)
end

local function attributes(var, address, status, try)
  local host, port = peer(address)
  local code = tonumber(status)
  local method = var.request_method
  return {
    ["http.request.method"] = server_attributes.method(method),
    ["http.request.resend_count"] = try > 1 and try - 1 or nil,
    ["http.response.status_code"] = code,
    ["server.address"] = host,
    ["server.port"] = port,
    ["error.type"] = (not code or code >= 400) and tostring(status or "unknown") or nil,
  }
end

-- Ends are known from the last try backwards: its answer's headers came when header_filter ran.
local function ends(tries, times, header_times, headers_at)
  local last = #tries
  local start = headers_at - micros(header_times[last] ~= "-" and header_times[last] or times[last])
  local starts, stops = {}, {}
  for i = last, 1, -1 do
    if i == last then
      starts[i], stops[i] = start, start + micros(times[i])
    else
      stops[i] = starts[i + 1]
      starts[i] = stops[i] - micros(times[i])
    end
  end
  return starts, stops
end

local CLIENT = { kind = "client" }

local function start(parent, id, name, micros)
  local span = spans.record({
    trace_id = parent.trace_id,
    span_id = id,
    flags = parent.flags,
    tracestate = parent.tracestate,
    parent_span_id = parent.span_id,
  }, name, CLIENT, parent)
  -- nginx rounds times to milliseconds.
  span.start_micros = max(micros, parent.start_micros)
  return span
end

-- Ends one CLIENT span per try; the last has the id that was sent.
local function record(parent, id, var, headers_at)
  local tries = list(var.upstream_addr)
  if #tries == 0 then
    return
  end
  local statuses, times = list(var.upstream_status), list(var.upstream_response_time)
  local starts, stops = ends(tries, times, list(var.upstream_header_time), headers_at)
  for i = 1, #tries do
    local span = start(parent, i == #tries and id or random.span_id(), server_attributes.method(var.request_method), starts[i])
    span:set_attributes(attributes(var, tries[i], statuses[i], i))
    if (tonumber(statuses[i]) or 500) >= 400 then
      span:set_status "error"
    end
    span:finish(stops[i])
  end
end

function upstream.finish(state, var)
  record(state.span, state.upstream_id, var, state.headers_at or clock.micros())
end

-- Subrequests: ngx.location.capture, auth_request, mirror, ssi. Some share the headers and variables of
-- the request they belong to, so the one is put back, and the other is left as it is.

local function set_id(state, id)
  ngx.req.set_header("traceparent", traceparent.format(state.span.trace_id, id, state.span.flags))
end

-- Returns the traceparent of the request that it belongs to: what was sent on, where that is not
-- sampled.
function upstream.begin_subrequest(request)
  local sent = ngx.var.http_traceparent
  local state = request.of_header(sent)
  if not state then
    return sent or ""
  end
  local subrequests = state.subrequests or { count = 0 }
  state.subrequests = subrequests
  if subrequests.count < MAX_SUBREQUESTS then
    local id = random.span_id()
    subrequests.count = subrequests.count + 1
    subrequests[id] = true
    request.alias(id, state)
    set_id(state, id)
  end
  return traceparent.format(state.span.trace_id, state.span.span_id, state.span.flags)
end

-- When the headers of a subrequest's answer are there.
function upstream.headers_of_subrequest(request, var)
  local value = var.http_traceparent
  local state = request.of_header(value)
  local _, id = traceparent.parse(value)
  if state and state.subrequests and state.subrequests[id] then
    state.subrequests[id] = nil
    record(state.span, id, var, clock.micros())
    set_id(state, state.upstream_id)
  end
end

return upstream
