-- One kind of telemetry on its way: its queue, the batch that waits for another try, and when that is.

local backoff = require "moontrace.backoff"
local otlp = require "moontrace.otlp"
local queue = require "moontrace.queue"

local pcall, setmetatable = pcall, setmetatable

local encoders = { spans = otlp.span, logs = otlp.log_record }

local methods = {}
local metatable = { __index = methods }

local lane = {}

function lane.new(kind, url, limits)
  return setmetatable({
    kind = kind, url = url, limits = limits,
    queue = queue.new(limits.max_queue),
    sent = 0, failures = 0, retry_at = 0,
  }, metatable)
end

function methods.add(self, item, now)
  if self.queue.size == 0 then
    self.waiting_since = now
  end
  return self.queue:push(item)
end

function methods.drop(self, reason, n)
  self.queue:drop(reason, n)
end

-- The next item that can be sent, encoded; nil if there is none.
local function next_text(self)
  local text = self.held_back
  if text then
    self.held_back = nil
    return text
  end
  while self.queue.size > 0 do
    local ok, encoded = pcall(encoders[self.kind], self.queue:pop())
    if not ok then
      self:drop("not_encodable", 1)
    elseif #encoded > self.limits.max_bytes then
      self:drop("too_large", 1)
    else
      return encoded
    end
  end
  return nil
end

-- Items for one request, or nil. What would make it too long is held back for the next one.
function methods.next_batch(self, now)
  local items, bytes = {}, 0
  while #items < self.limits.max_batch do
    local text = next_text(self)
    if not text then
      break
    end
    if bytes + #text > self.limits.max_bytes then
      self.held_back = text
      break
    end
    items[#items + 1] = text
    bytes = bytes + #text + 1
  end
  self.waiting_since = now
  return items[1] and { items = items, since = now } or nil
end

function methods.is_empty(self)
  return self.queue.size == 0 and not self.held_back and not self.batch
end

-- A batch that failed waits for its next try; others are sent when they are full or have waited enough.
function methods.is_due(self, now)
  if now < self.retry_at then
    return false
  elseif self.batch or self.held_back then
    return true
  end
  local size = self.queue.size
  return size >= self.limits.max_batch or (size > 0 and now - self.waiting_since >= self.limits.interval)
end

function methods.succeeded(self, batch, rejected)
  rejected = rejected < #batch.items and rejected or #batch.items
  self.sent = self.sent + #batch.items - rejected
  if rejected > 0 then
    self:drop("partial_success", rejected)
  end
  self.failures, self.retry_at = 0, 0
end

-- Keeps the batch for another try, or drops it. In either case nothing is sent for a while.
function methods.failed(self, batch, status, headers, now)
  local limits = self.limits
  self.failures = self.failures + 1
  local delay = backoff.delay(self.failures, limits.retry_initial, limits.retry_max)
  local asked = backoff.retry_after(headers, now)
  self.retry_at = now + (asked and asked > delay and asked or delay)
  if not backoff.is_retryable(status) then
    self:drop("rejected", #batch.items)
  elseif now - batch.since >= limits.give_up_after then
    self:drop("unreachable", #batch.items)
  else
    self.batch = batch
  end
end

-- Drops all that is left.
function methods.clear(self, reason)
  local left = (self.batch and #self.batch.items or 0) + (self.held_back and 1 or 0)
  if left > 0 then
    self:drop(reason, left)
  end
  self.batch, self.held_back = nil, nil
  if self.queue.size > 0 then
    self.queue:clear(reason)
  end
end

return lane
