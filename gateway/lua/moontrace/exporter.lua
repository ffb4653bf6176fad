-- Sends spans and log records by OTLP/HTTP. Transport, clock and log are given by the host; nothing
-- happens on its own: the host calls tick() from a timer, about once a second.

local lanes = require "moontrace.lane"
local otlp = require "moontrace.otlp"

local gsub, ipairs, next, pairs, pcall, setmetatable, sub, tostring, type =
  string.gsub, ipairs, next, pairs, pcall, setmetatable, string.sub, tostring, type

local defaults = {
  max_queue = 2048,      -- items of each kind that wait
  max_batch = 512,       -- items in a request
  max_bytes = 1048576,   -- bytes in a request, about
  interval = 5,          -- seconds that an item waits for others
  retry_initial = 1,     -- seconds before the second try, doubled for each further one
  retry_max = 30,
  give_up_after = 120,   -- seconds for which one batch is tried
  send_timeout = 60,     -- seconds after which a transport that has not returned is taken for dead
}

-- Requests of one kind in one tick.
local MAX_REQUESTS = 8

local MAX_REASON = 200

-- A collector that comes and goes is reported at most this often.
local WARNING_INTERVAL = 60

local kinds = { "spans", "logs" }

local methods = {}
local metatable = { __index = methods }

local exporter = { defaults = defaults }

local function url_of(options, kind)
  return options[kind .. "_endpoint"] or (gsub(options.endpoint, "/+$", "")) .. otlp.paths[kind]
end

-- Options: endpoint (http://host:4318) or spans_endpoint and logs_endpoint, headers, resource (as
-- otlp.resource() makes it), transport(request) -> status, headers, error, body; log(level, text);
-- now() in seconds since the epoch; and the limits above.
function exporter.new(options)
  local limits = {}
  for name, value in pairs(defaults) do
    limits[name] = type(options[name]) == "number" and options[name] > 0 and options[name] or value
  end
  local self = {
    limits = limits, lanes = {}, failing = {}, warned_at = -WARNING_INTERVAL,
    transport = options.transport, now = options.now, write_log = options.log,
    resource = options.resource or otlp.resource(),
    headers = { ["Content-Type"] = "application/json" },
  }
  for name, value in pairs(options.headers or {}) do
    self.headers[name] = value
  end
  for _, kind in ipairs(kinds) do
    self.lanes[kind] = lanes.new(kind, url_of(options, kind), limits)
  end
  return setmetatable(self, metatable)
end

-- Adds a span or a log record; kind is "spans" or "logs". Returns false if it was dropped.
function methods.add(self, kind, item)
  local lane = self.lanes[kind]
  if self.closed then
    lane:drop("shutdown", 1)
    return false
  end
  return lane:add(item, self.now())
end

local function write(self, level, text)
  if self.write_log then
    pcall(self.write_log, level, text)
  end
end

local function printable(text)
  return sub((gsub(tostring(text), "[^ -~]", "?")), 1, MAX_REASON)
end

-- One line when sending begins to fail, one when all works again.
local function report_failure(self, lane, reason)
  local was_failing = next(self.failing) ~= nil
  self.failing[lane.kind] = true
  local now = self.now()
  if not was_failing and now - self.warned_at >= WARNING_INTERVAL then
    self.warned_at, self.warned = now, true
    local url = gsub(lane.url, "//[^/@]*@", "//")
    write(self, "warn", "moontrace: cannot send to " .. printable(url) .. ": " .. printable(reason)
      .. "; trying again, without further messages until it works")
  end
end

local function report_success(self, lane)
  self.failing[lane.kind] = nil
  if self.warned and next(self.failing) == nil then
    self.warned = false
    local dropped = 0
    for _, reasons in pairs(self:dropped()) do
      for _, n in pairs(reasons) do
        dropped = dropped + n
      end
    end
    write(self, "info", "moontrace: sending works again; " .. dropped .. " items were dropped since the start")
  end
end

-- Sends one batch. Returns whether it was taken.
local function send(self, lane, batch)
  local request = {
    kind = lane.kind, url = lane.url, method = "POST", headers = self.headers,
    body = otlp.body(lane.kind, self.resource, batch.items),
  }
  local ok, status, headers, err, answer = pcall(self.transport, request)
  if not ok then
    status, headers, err = nil, nil, status
  end
  if type(status) == "number" and status >= 200 and status < 300 then
    lane:succeeded(batch, otlp.rejected(answer))
    report_success(self, lane)
    return true
  end
  lane:failed(batch, status, headers, self.now())
  report_failure(self, lane, status and "status " .. tostring(status) or err or "no answer")
  if self.closed then
    lane:clear "shutdown"
  end
  return false
end

local function take(lane, now)
  local batch = lane.batch or lane:next_batch(now)
  lane.batch = nil
  return batch
end

local function send_due(self, lane)
  for _ = 1, MAX_REQUESTS do
    local now = self.now()
    if self.closed or not lane:is_due(now) then
      return
    end
    local batch = take(lane, now)
    if batch and not send(self, lane, batch) then
      return
    end
  end
end

-- Sends what is due. The transport may yield; a second call meanwhile does nothing.
function methods.tick(self)
  local now = self.now()
  if self.sending_since and now - self.sending_since < self.limits.send_timeout then
    return
  end
  self.sending_since = now
  for _, kind in ipairs(kinds) do
    send_due(self, self.lanes[kind])
  end
  self.sending_since = nil
end

-- Sends everything, each batch once, until the given time (as now() gives it), and closes the exporter.
-- What is left is dropped. Returns whether nothing was.
function methods.flush(self, deadline)
  self.closed = true
  local all = true
  for _, kind in ipairs(kinds) do
    local lane = self.lanes[kind]
    while not lane:is_empty() do
      local now = self.now()
      local batch = now < deadline and take(lane, now)
      if not batch or not send(self, lane, batch) then
        all = false
        break
      end
    end
    lane:clear "shutdown"
  end
  return all
end

-- Dropped items: { spans = { reason = count }, logs = { reason = count } }.
function methods.dropped(self)
  return { spans = self.lanes.spans.queue.dropped, logs = self.lanes.logs.queue.dropped }
end

return exporter
