-- Links the errors of the gateway and of the services behind it by the header moontrace-error: the id of an
-- error that was reported in this request. docs/errors.md, section Linked errors. The header is accepted from
-- trusted addresses only, and no client ever gets it.

local ngx = ngx
local find, gsub, match = string.find, string.gsub, string.match
local pairs, tonumber = pairs, tonumber

local addresses = require "moontrace.addresses"
local bounded_map = require "moontrace.bounded_map"
local failed_requests = require "moontrace.failed_requests"
local json = require "moontrace.json"
local request = require "moontrace.nginx.request"
local stack_text = require "moontrace.stack_text"
local traceparent = require "moontrace.traceparent"

local clear_header, get_headers, set_header = ngx.req.clear_header, ngx.req.get_headers, ngx.req.set_header

local HEADER = "moontrace-error"

-- Requests with a link that are remembered.
local REMEMBERED = 4096
local MAX_CAUSES = 16
local MAX_REQUEST_HEADERS = 100
local MIN_FAILURE = 500

-- Phases after which the request may be passed on.
local BEFORE_UPSTREAM = { set = true, server_rewrite = true, rewrite = true, access = true, content = true }

local links = {}

local trusted, report

-- By the span id of the request: the error that its client named, the answer of a subrequest with an error,
-- whether a line of ours names the error of the upstream.
local received, answers, linked = bounded_map.new(REMEMBERED), bounded_map.new(REMEMBERED), bounded_map.new(REMEMBERED)

-- The setting link_trusted, and a function that reports an error object. Returns the parts of the setting
-- that are no addresses.
function links.start(list, of_report)
  local wrong
  trusted, wrong = addresses.list(list)
  report = of_report
  return wrong
end

local function is_id(id)
  return id ~= nil and #id == 32 and not find(id, "[^0-9a-f]")
end

local function remote(trace_id, span_id, id)
  return { relation = "remote", parent = -1, trace_id = trace_id, span_id = span_id, error = { id = id } }
end

-- In a new request: removes the header, unless a trusted client sent it. Returns the error that it names as a
-- cause, or nil.
function links.receive()
  local var = ngx.var
  local id = var.http_moontrace_error
  if id == nil or ngx.is_subrequest or ngx.req.is_internal() then
    return nil
  end
  -- With the module realip, remote_addr is what a header says.
  if not (trusted and is_id(id) and trusted.contains(var.realip_remote_addr or var.remote_addr)) then
    clear_header(HEADER)
    return nil
  end
  set_header(HEADER, id) -- in the place of all headers of that name
  local trace_id, span_id = traceparent.parse(var.http_traceparent or "")
  return trace_id and remote(trace_id, span_id, id) or nil
end

-- The request that received the cause has this traceparent now.
function links.keep(value, cause)
  local trace_id, span_id = traceparent.parse(value)
  if trace_id == cause.trace_id then
    received.put(span_id, cause)
  end
end

-- What is last in a list of nginx: commas separate tries, colons what was passed on to another location.
local function last(list)
  return match((gsub(list or "", " : ", ", ")), "([^,%s]*)%s*$")
end

-- The answer of a trusted upstream that failed and names its error: {cause, address, status}, or nil.
local function answer(var, trace_id, span_id)
  local id = var.upstream_http_moontrace_error
  if not is_id(id) then
    return nil
  end
  local address, status = last(var.upstream_addr), tonumber(last(var.upstream_status))
  if not (status and status >= MIN_FAILURE and trusted.contains(addresses.host(address))) then
    return nil
  end
  return { cause = remote(trace_id, span_id, id), address = address, status = status }
end

-- The answer that the current request failed of, if no line names its error yet, and the span id of the
-- request.
local function unlinked_answer()
  local trace_id, span_id = traceparent.parse(request.traceparent() or "")
  if not trace_id or linked.get(span_id) then
    return nil, span_id
  end
  local state = request.state()
  return answer(ngx.var, trace_id, state and state.upstream_id or span_id) or answers.get(span_id), span_id
end

-- In the phase header_filter, before the subrequest's header traceparent is replaced.
function links.headers()
  local header = ngx.header
  if header[HEADER] ~= nil then
    header[HEADER] = nil
  end
  if not trusted or not ngx.is_subrequest then
    return
  end
  local _, span_id = traceparent.parse(request.traceparent() or "")
  local trace_id, sent = traceparent.parse(get_headers(MAX_REQUEST_HEADERS).traceparent)
  local of = span_id and trace_id and answer(ngx.var, trace_id, sent)
  if of then
    answers.put(span_id, of)
  end
end

local function with(err, causes)
  local all = {}
  for i = 1, #err.causes do
    all[i] = err.causes[i]
  end
  for i = 1, #causes do
    if #all < MAX_CAUSES then
      all[#all + 1] = causes[i]
    end
  end
  local copy = {}
  for key, value in pairs(err) do
    copy[key] = value
  end
  copy.causes = json.array(all)
  copy.stack_trace = stack_text.of(copy)
  return copy
end

-- An error of the current request with the errors of other processes behind it.
function links.with_causes(err)
  if not trusted then
    return err
  end
  local of, span_id = unlinked_answer()
  if not span_id then
    return err
  end
  local causes = {}
  causes[1] = received.get(span_id)
  if of then
    linked.put(span_id, true)
    causes[#causes + 1] = of.cause
  end
  return causes[1] and with(err, causes) or err
end

-- The error was reported: an upstream that is called from now on gets its id.
function links.send(err)
  if trusted and BEFORE_UPSTREAM[ngx.get_phase()] then
    set_header(HEADER, err.id)
  end
end

-- In the phase log: a request that failed because its upstream did is an error of its own.
function links.finish()
  if not trusted or ngx.status < MIN_FAILURE then
    return
  end
  local of, span_id = unlinked_answer()
  if of then
    linked.put(span_id, true)
    local var = ngx.var
    local path = match(var.request_uri or "", "^[^?#]*")
    report(with(failed_requests.new(var.request_method, path, var.moontrace_route, var.moontrace_upstream, of), { of.cause }))
  end
end

return links
