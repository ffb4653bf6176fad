-- Sends what the worker has recorded, from a timer: once a second, and at once while the worker exits,
-- when nginx grants timers of no delay only.

local ngx, pairs = ngx, pairs
local timer_at = ngx.timer.at -- that of nginx, not ours
local exporters = require "moontrace.exporter"
local otlp = require "moontrace.otlp"
local settings = require "moontrace.nginx.settings"
local socket = require "moontrace.nginx.otlp_socket"

local INTERVAL = 1
local EXIT_TIMEOUT_FACTOR = 0.2 -- a worker that exits waits for no slow collector

local sender = {}

local exporter, armed, warned

local LEVELS = { warn = ngx.WARN, info = ngx.NOTICE }

local function log(level, text)
  ngx.log(LEVELS[level] or ngx.WARN, text)
end

local arm

local function tick(premature)
  armed = false
  if premature or ngx.worker.exiting() then
    socket.timeout_factor = EXIT_TIMEOUT_FACTOR
    exporter.limits.interval = 0
    exporter:tick()
    return
  end
  arm(INTERVAL)
  exporter:tick()
end

-- Where nginx has no timer left, the next request tries again.
function arm(delay)
  if armed then
    return
  end
  local ok, err = timer_at(delay, tick)
  armed = ok
  if not ok and not warned then
    warned = true
    ngx.log(ngx.WARN, "moontrace: no timer to send spans: ", err, "; trying again with each request")
  end
end

local function add(kind, item)
  exporter:add(kind, item)
  if not armed then
    arm(ngx.worker.exiting() and 0 or INTERVAL)
  end
end

local function resource_of(values)
  local attributes = {}
  for name, value in pairs(settings.pairs(values.resource)) do
    attributes[name] = value
  end
  attributes["service.name"] = values.service
  return otlp.resource(attributes)
end

-- Starts sending in this worker. Returns the receivers of spans and of log records; nil for what is not
-- exported.
function sender.start(values)
  exporter = exporters.new {
    endpoint = values.endpoint,
    spans_endpoint = values.traces_endpoint,
    logs_endpoint = values.logs_endpoint,
    headers = settings.pairs(values.headers),
    resource = resource_of(values),
    transport = socket.send,
    now = ngx.now,
    log = log,
  }
  arm(INTERVAL)
  return values.traces ~= "none" and function(span) add("spans", span) end or nil,
    values.logs ~= "none" and function(record) add("logs", record) end or nil
end

function sender.dropped()
  return exporter and exporter:dropped() or {}
end

return sender
