-- moontrace.nginx.links, with a stand-in for nginx: what is trusted, removed, sent and reported.

local checks = require "checks"
local event = require "moontrace.event"
local check, equal, line = checks.check, checks.equal, checks.line

local ID, OTHER = ("0a"):rep(16), ("1b"):rep(16)
local TRACE, PARENT, SPAN = ("2c"):rep(16), ("3d"):rep(8), ("4e"):rep(8)

local sent, phase -- request headers that were set, the current phase
ngx = { var = {}, header = {}, status = 200, is_subrequest = false, req = {} }
function ngx.get_phase()
  return phase
end
function ngx.req.is_internal()
  return ngx.internal or false
end
function ngx.req.set_header(name, value)
  sent[name] = value
end
function ngx.req.clear_header(name)
  sent[name] = "cleared"
end
function ngx.req.get_headers()
  return { traceparent = ngx.var.sent_traceparent }
end

local links = require "moontrace.nginx.links"
local failed_requests = require "moontrace.failed_requests"

local spans = 0

local function ids()
  return { timestamp_micros = 1764051234563123, trace_id = TRACE, span_id = SPAN, trace_flags = "01" }
end

local reported
local function start(list)
  return links.start(list, function(err)
    reported = links.with_causes(err)
    line("links", (event.line(reported, ids())))
  end)
end


-- A new request; each has a span of its own.
local function request(var)
  spans = spans + 1
  SPAN = ("%016x"):format(spans)
  var.moontrace = "00-" .. TRACE .. "-" .. SPAN .. "-01"
  var.http_traceparent = var.http_traceparent or var.moontrace
  ngx.var, ngx.status, ngx.header, sent, reported, phase = var, 200, {}, {}, nil, "log"
end

local function receive(id, address, more)
  local var = more or {}
  var.http_moontrace_error, var.remote_addr = id, address
  var.http_traceparent = var.http_traceparent or "00-" .. TRACE .. "-" .. PARENT .. "-01"
  request(var)
  local cause = links.receive()
  var.http_traceparent = var.moontrace -- as when the request has begun
  return cause
end

local function error_object()
  return failed_requests.new("GET", "/x", nil, nil, { status = 500, address = "10.0.0.1:80" })
end

-- Requests of clients

local wrong = start "10.0.0.0/8, gateway, ::1"
equal(#wrong, 1, "one wrong part")
equal(wrong[1], "gateway", "the wrong part")

equal(receive(nil, "10.0.0.1"), nil, "no header")
equal(next(sent), nil, "nothing is removed")
for name, case in pairs {
  ["a client"] = { ID, "192.0.2.1" }, ["in upper case"] = { ID:upper(), "10.0.0.1" }, ["too short"] = { ID:sub(2), "10.0.0.1" },
  ["too long"] = { ID .. "0", "10.0.0.1" }, ["two"] = { ID .. ", " .. ID, "10.0.0.1" }, ["empty"] = { "", "10.0.0.1" },
  ["a socket"] = { ID, "unix:" }, ["100 KB"] = { ("a"):rep(100000), "10.0.0.1" },
  ["forged by X-Forwarded-For"] = { ID, "10.0.0.1", { realip_remote_addr = "192.0.2.1" } },
} do
  equal(receive(case[1], case[2], case[3]), nil, name .. ": no cause")
  equal(sent["moontrace-error"], "cleared", name .. ": removed")
end

local cause = receive(ID, "10.0.0.1")
equal(sent["moontrace-error"], ID, "sent on, once")
equal(cause.relation, "remote", "relation")
equal(cause.error.id, ID, "id")
equal(cause.span_id, PARENT, "span of the caller")
links.keep(ngx.var.moontrace, cause)
local err = error_object()
local linked = links.with_causes(err)
equal(#linked.causes, 1, "one cause")
equal(linked.causes[1], cause, "the cause")
equal(#err.causes, 0, "the error object itself is not changed")
equal(linked.id, err.id, "error.id is the same")
equal(linked.fingerprint, err.fingerprint, "and so is the fingerprint")
check(linked.stack_trace:find("\nCaused by: error " .. ID .. " of trace " .. TRACE .. "\n", 1, true), linked.stack_trace)

check(receive(ID, "192.0.2.9", { realip_remote_addr = "10.0.0.1" }), "a trusted proxy that names its client")
check(receive(ID, "::ffff:10.1.1.1"), "an IPv4 address as an IPv6 one")
equal(receive(ID, "10.0.0.1", { http_traceparent = "?" }), nil, "no cause without the caller's span")
equal(sent["moontrace-error"], ID, "but it is sent on")
cause = receive(ID, "10.0.0.1")
ngx.var.moontrace = "00-" .. OTHER .. "-" .. SPAN .. "-01"
links.keep(ngx.var.moontrace, cause)
equal(links.with_causes(err), err, "no cause in another trace")
ngx.internal = true
receive(ID, "192.0.2.1")
equal(next(sent), nil, "after an internal redirect it may be ours")
ngx.internal = nil

-- Errors of ours

request {}
for _, name in ipairs { "set", "rewrite", "access", "content" } do
  sent, phase = {}, name
  links.send(err)
  equal(sent["moontrace-error"], err.id, "sent after an error in " .. name)
end
for _, name in ipairs { "header_filter", "body_filter", "log", "balancer", "timer" } do
  sent, phase = {}, name
  links.send(err)
  equal(next(sent), nil, "not sent after an error in " .. name)
end

-- Answers of upstreams

local function finish(id, address, status, own_status)
  request {
    upstream_http_moontrace_error = id, upstream_addr = address, upstream_status = status, request_method = "GET",
    request_uri = "/orders/17?password=hunter2", moontrace_upstream = "shop",
  }
  ngx.status = own_status or 500
  links.finish()
  return reported
end

linked = finish(OTHER, "10.0.0.7:8080", "500")
equal(linked.type, "500", "type")
equal(linked.message, "GET /orders/17: 500 from 10.0.0.7:8080", "message")
equal(linked.causes[1].error.id, OTHER, "the upstream's error")
equal(linked.causes[1].trace_id, TRACE, "trace of the upstream's error")
equal(#linked.causes, 1, "one cause")
reported = nil
links.finish()
equal(reported, nil, "reported once")
local fingerprint = linked.fingerprint
equal(finish(OTHER, "[::1]:8080", "503").message, "GET /orders/17: 503 from [::1]:8080", "IPv6")
check(reported.fingerprint ~= fingerprint, "another status is another bug")
equal(finish(OTHER, "192.0.2.1:80, 10.0.0.7:8080", "502, 500").message, "GET /orders/17: 500 from 10.0.0.7:8080", "the last try")
check(finish(OTHER, "192.0.2.1:80 : 10.0.0.7:8080", "302 : 500"), "the last upstream")
equal(reported.fingerprint, fingerprint, "the same bug, from whichever instance")

equal(finish(nil, "10.0.0.7:8080", "500"), nil, "no header")
equal(finish(OTHER, "10.0.0.7:8080", "200", 200), nil, "no failure")
equal(finish(OTHER, "10.0.0.7:8080", "200"), nil, "a failure of the gateway's own")
equal(finish(OTHER, "10.0.0.7:8080", "500", 200), nil, "a failure that no client saw")
equal(finish(OTHER, "192.0.2.1:80", "500"), nil, "an upstream that is not trusted")
equal(finish(OTHER, "10.0.0.7:8080, 192.0.2.1:80", "502, 500"), nil, "the last try is not trusted")
equal(finish(OTHER, "unix:/tmp/s", "500"), nil, "a socket")
equal(finish(OTHER, "shop", "502"), nil, "no upstream was there")
equal(finish(OTHER, "10.0.0.7:8080", "-"), nil, "no status")
equal(finish(OTHER, nil, nil), nil, "no upstream")
for _, id in ipairs { "", "x", OTHER:upper(), OTHER .. ", " .. OTHER, ("a"):rep(100000) } do
  equal(finish(id, "10.0.0.7:8080", "500"), nil, "no id: " .. id:sub(1, 40))
end

-- An error of ours after the answer has the cause, and there is no other line

request { upstream_http_moontrace_error = OTHER, upstream_addr = "10.0.0.7:8080", upstream_status = "500" }
phase, ngx.status = "header_filter", 500
equal(links.with_causes(err).causes[1].error.id, OTHER, "the upstream's error")
equal(links.with_causes(err), err, "is named once")
phase = "log"
links.finish()
equal(reported, nil, "no other line")

-- Subrequests

request { upstream_http_moontrace_error = OTHER, upstream_addr = "10.0.0.7:8080", upstream_status = "500" }
ngx.var.sent_traceparent = "00-" .. TRACE .. "-" .. PARENT .. "-01"
ngx.var.http_traceparent = ngx.var.sent_traceparent
require("moontrace.nginx.request").alias(PARENT, { ids = {}, span = { trace_id = TRACE, span_id = SPAN, flags = 1 } })
ngx.is_subrequest, phase = true, "header_filter"
links.headers()
ngx.is_subrequest, phase, ngx.status = false, "log", 502
ngx.var = { http_traceparent = ngx.var.moontrace, request_method = "GET", request_uri = "/page" }
links.finish()
equal(reported.message, "GET /page: 500 from 10.0.0.7:8080", "a request that failed because a subrequest did")
equal(reported.causes[1].span_id, PARENT, "the span of the subrequest")

-- No client gets the header

request {}
ngx.header["moontrace-error"] = OTHER
links.headers()
equal(ngx.header["moontrace-error"], nil, "removed from the response")

-- Off

for _, list in ipairs { "", "nonsense" } do
  start(list)
  equal(receive(ID, "10.0.0.1"), nil, "off: no cause")
  equal(sent["moontrace-error"], "cleared", "off: removed from the request")
  sent, phase = {}, "access"
  links.send(err)
  equal(next(sent), nil, "off: nothing is sent")
  equal(finish(OTHER, "10.0.0.7:8080", "500"), nil, "off: nothing is reported")
  ngx.header["moontrace-error"] = OTHER
  links.headers()
  equal(ngx.header["moontrace-error"], nil, "off: removed from the response")
end

-- The error object of a failed request

err = failed_requests.new("GET", "/pay?x", "/pay/{id}", "shop", { status = 500, address = "10.0.0.1:80" })
local same = failed_requests.new("GET", "/pay/18", "/pay/{id}", "shop", { status = 500, address = "10.0.0.2:80" })
equal(err.fingerprint, same.fingerprint, "one route, one bug")
check(err.id ~= same.id, "two errors")
for _, other in ipairs {
  failed_requests.new("PUT", "/pay", "/pay/{id}", "shop", { status = 500, address = "10.0.0.1:80" }),
  failed_requests.new("GET", "/pay", "/pay", "shop", { status = 500, address = "10.0.0.1:80" }),
  failed_requests.new("GET", "/pay", "/pay/{id}", "bank", { status = 500, address = "10.0.0.1:80" }),
  failed_requests.new("GET", "/pay", "/pay/{id}", "shop", { status = 502, address = "10.0.0.1:80" }),
} do
  check(other.fingerprint ~= err.fingerprint, other.message)
end
err = failed_requests.new("GET", "/token=hunter2/\n\0\255" .. ("x"):rep(100000), nil, nil, { status = 500, address = "10.0.0.1:80" })
check(#err.message < 8192, "bounded")
check(not err.message:find("hunter2", 1, true), "redacted")
err.stack_trace = require("moontrace.stack_text").of(err)
line("links", (event.line(err, ids())))

checks.done()
