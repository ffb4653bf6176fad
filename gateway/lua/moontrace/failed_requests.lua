-- The error object of a request that failed because a service behind the gateway answered with a failure.

local fingerprint = require "moontrace.fingerprint"
local json = require "moontrace.json"
local random = require "moontrace.random"
local redaction = require "moontrace.redaction"
local text = require "moontrace.text"

local concat, tostring = table.concat, tostring

local ID_BYTES = 16
local MAX_MESSAGE = 8192

-- Bytes of a path that are shown.
local MAX_PATH = 2048

local failed_requests = {}

-- "GET /orders: 500 from 10.0.0.7:8080". One bug is one status of one route of one upstream, whatever the path
-- and the instance; route and upstream, a name, may be nil. answer is {status, address}; the error has no
-- stack_trace yet.
function failed_requests.new(method, path, route, upstream, answer)
  local status = tostring(answer.status)
  local message = concat { method or "?", " ", (path or ""):sub(1, MAX_PATH), ": ", status, " from ", answer.address }
  return {
    id = random.hex(ID_BYTES),
    lang = "lua",
    type = status,
    message = text.lines(redaction.text(text.valid(message), MAX_MESSAGE), MAX_MESSAGE),
    frames = json.array {},
    causes = json.array {},
    handled = false,
    fingerprint = fingerprint.of {
      type = text.name(text.valid(concat({ status, method or "?", route or "", upstream or "" }, " "))),
      message = "",
      frames = {},
    },
  }
end

return failed_requests
