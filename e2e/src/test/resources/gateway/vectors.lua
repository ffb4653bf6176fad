-- Sends each vector of W3C Trace Context through the gateway, and compares what the service gets.

local all = require "trace_context_vectors"

local vectors = {}

local function request(headers)
  local lines = { "GET / HTTP/1.1", "Host: gateway", "Connection: close" }
  for _, header in ipairs(headers) do
    lines[#lines + 1] = header[1] .. ": " .. header[2]
  end
  return table.concat(lines, "\r\n") .. "\r\n\r\n"
end

-- Status, traceparent and tracestate that the service got.
local function send(port, headers)
  local socket = ngx.socket.tcp()
  assert(socket:connect("127.0.0.1", port))
  assert(socket:send(request(headers)))
  local answer = assert(socket:receive "*a")
  socket:close()
  local status = tonumber(string.match(answer, "^HTTP/1.1 (%d+)"))
  local body = string.match(answer, "\r\n\r\n(.*)$") or ""
  body = string.gsub(body, "^%x+\r\n", "") -- the size of a chunk
  local parent, state = string.match(body, "([^\n]*)\n([^\r\n]*)")
  return status, parent, state
end

local function problem(expect, status, parent, state)
  if status ~= 200 then
    return "status " .. tostring(status)
  end
  local trace_id, flags = string.match(parent or "", "^00%-(%x+)%-%x+%-(%x%x)$")
  if not trace_id or #trace_id ~= 32 then
    return "traceparent " .. tostring(parent)
  elseif expect.trace_id and trace_id ~= expect.trace_id then
    return "another trace: " .. trace_id
  elseif not expect.trace_id and trace_id == "4bf92f3577b34da6a3ce929d0e0e4736" then
    return "the trace goes on"
  elseif flags ~= expect.flags then
    return "flags " .. flags
  elseif state ~= (expect.tracestate or "nil") then
    return "tracestate " .. state
  end
end

-- A line for each vector that does not hold, and at last how many do. nginx itself refuses some headers.
function vectors.run(port)
  local lines, held = {}, 0
  for _, vector in ipairs(all) do
    local found = problem(vector.expect, send(port, vector.headers))
    if found then
      lines[#lines + 1] = vector.section .. ": " .. vector.name .. ": " .. found
    else
      held = held + 1
    end
  end
  lines[#lines + 1] = held .. " of " .. #all
  return table.concat(lines, "\n")
end

return vectors
