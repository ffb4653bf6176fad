-- The attributes of a request's SERVER span, as OpenTelemetry's semantic conventions for HTTP name them.

local ngx = ngx
local match, tonumber = string.match, tonumber

local redaction = require "moontrace.redaction"

-- Methods that a span may be named after; any other is written by whoever sends it.
local METHODS = {
  GET = true, HEAD = true, POST = true, PUT = true, DELETE = true, CONNECT = true, OPTIONS = true, TRACE = true, PATCH = true,
}

local server_attributes = {}

function server_attributes.method(method)
  return METHODS[method] and method or "_OTHER"
end

local function present(value)
  return value ~= nil and value ~= "" and value ~= "-" and value or nil
end

-- Returns a new table.
function server_attributes.of(var)
  local method, uri = var.request_method, var.request_uri or ""
  local path, query = match(uri, "^([^?#]*)%??([^#]*)")
  local known = METHODS[method]
  return {
    ["http.request.method"] = known and method or "_OTHER",
    ["http.request.method_original"] = not known and present(method) or nil,
    ["url.scheme"] = var.scheme,
    ["url.path"] = present(path) or "/",
    ["url.query"] = present(query) and redaction.text(query) or nil,
    ["http.route"] = present(var.moontrace_route),
    ["http.response.status_code"] = ngx.status > 0 and ngx.status or nil,
    ["server.address"] = present(var.host),
    ["server.port"] = tonumber(var.server_port),
    ["client.address"] = var.remote_addr,
    ["network.protocol.version"] = match(var.server_protocol or "", "^HTTP/([%d.]+)$"),
    ["user_agent.original"] = present(var.http_user_agent),
  }
end

return server_attributes
