-- The exporter's transport: one HTTP/1.1 request over nginx's own socket, which yields instead of
-- blocking. Only for timers.

local ngx = ngx
local addresses = require "moontrace.nginx.addresses"
local concat, find, format, lower, match, sub, tonumber = table.concat, string.find, string.format, string.lower, string.match, string.sub, tonumber
local pairs, tostring = pairs, tostring

local CONNECT_MILLIS, SEND_MILLIS, READ_MILLIS = 3000, 5000, 10000
local IDLE_MILLIS, POOL = 30000, 2
local MAX_HEADERS, MAX_ANSWER = 64, 65536

local otlp_socket = { timeout_factor = 1 }

-- scheme, host, port, path
local function parts(url)
  local scheme, authority, path = match(url, "^(https?)://([^/]+)(.*)$")
  if not scheme then
    return nil
  end
  authority = match(authority, "@(.*)$") or authority
  local host, port = match(authority, "^(.-):(%d+)$")
  return scheme, host or authority, tonumber(port) or (scheme == "https" and 443 or 80), path ~= "" and path or "/"
end

-- Addresses of host names, looked up when nginx started.
local known = {}

function otlp_socket.look_up(url)
  local _, host = parts(url)
  if host then
    known[host] = addresses.of(host)
  end
end

local function connect(scheme, host, port)
  local socket = ngx.socket.tcp()
  local k = otlp_socket.timeout_factor
  socket:settimeouts(CONNECT_MILLIS * k, SEND_MILLIS * k, READ_MILLIS * k)
  local connected, err = socket:connect(known[host] or host, port)
  if not connected then
    return nil, err
  end
  if scheme == "https" and socket:getreusedtimes() == 0 then
    local shaken
    shaken, err = socket:sslhandshake(nil, host, true)
    if not shaken then
      socket:close()
      return nil, err
    end
  end
  return socket
end

local function head(request, host, port, path)
  local lines = { request.method .. " " .. path .. " HTTP/1.1", "Host: " .. host .. ":" .. port }
  for name, value in pairs(request.headers) do
    if not find(name .. tostring(value), "[\r\n]") then
      lines[#lines + 1] = name .. ": " .. tostring(value)
    end
  end
  lines[#lines + 1] = "Content-Length: " .. #request.body
  lines[#lines + 1] = "Connection: keep-alive\r\n\r\n"
  return concat(lines, "\r\n")
end

local function read_headers(socket)
  local headers = {}
  for _ = 1, MAX_HEADERS do
    local line, err = socket:receive "*l"
    if not line then
      return nil, err
    end
    if line == "" then
      return headers
    end
    local name, value = match(line, "^([^:]+):%s*(.-)%s*$")
    if name then
      headers[lower(name)] = value
    end
  end
  return nil, "too many headers"
end

-- The answer's body, if its length is known and small. Returns nil, true where the connection cannot
-- be used again.
local function read_body(socket, headers)
  local length = tonumber(headers["content-length"])
  if not length or length > MAX_ANSWER then
    return nil, true
  end
  if length == 0 then
    return "", false
  end
  local body = socket:receive(length)
  return body, body == nil
end

local function exchange(socket, request, host, port, path)
  local sent, err = socket:send { head(request, host, port, path), request.body }
  if not sent then
    return nil, nil, err
  end
  local line
  line, err = socket:receive "*l"
  local status = line and tonumber(match(line, "^HTTP/1%.%d (%d%d%d)"))
  if not status then
    return nil, nil, err or "no HTTP answer"
  end
  local headers
  headers, err = read_headers(socket)
  if not headers then
    return nil, nil, err
  end
  return status, headers
end

-- Returns status, headers, error, body, as exporter.lua wants it.
function otlp_socket.send(request)
  local scheme, host, port, path = parts(request.url)
  if not scheme then
    return nil, nil, format("%s is no http URL", sub(request.url, 1, 100))
  end
  local socket, err = connect(scheme, host, port)
  if not socket then
    return nil, nil, err
  end
  local status, headers
  status, headers, err = exchange(socket, request, host, port, path)
  local body, used_up = nil, true
  if status then
    body, used_up = read_body(socket, headers)
  end
  if used_up or lower(headers.connection or "") == "close" then
    socket:close()
  else
    socket:setkeepalive(IDLE_MILLIS, POOL)
  end
  return status, headers, err, body
end

return otlp_socket
