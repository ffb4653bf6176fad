-- moontrace.exporter: batches, retries, limits, and what it writes to the log.

local checks = require "checks"
local backoff = require "moontrace.backoff"
local exporters = require "moontrace.exporter"
local json_decoder = require "json_decoder"
local queues = require "moontrace.queue"
local tracer = require "moontrace.tracer"
local check, equal = checks.check, checks.equal

require("moontrace.random").set_state { 1, 2, 3, 4, 5, 6 } -- delays have jitter

-- The queue
local queue = queues.new(3)
for i = 1, 5 do
  equal(queue:push(i), i <= 3, "push " .. i)
end
equal(queue.dropped.queue_full, 2, "dropped")
equal(queue:pop(), 1, "first in, first out")
equal(queue:push(6), true, "there is room again")
equal(queue:pop() .. queue:pop() .. queue:pop(), "236", "in order")
equal(queue:pop(), nil, "empty")
queue:push(1)
queue:clear "gone"
equal(queue.dropped.gone, 1, "cleared")
for i = 1, 10000 do
  queue:push(i)
  if queue:pop() ~= i then
    error "order"
  end
end
equal(queue.size, 0, "empty after 10000")

-- A collector, a clock and a log of our own
local time, answers, requests, lines

local function transport(request)
  requests[#requests + 1] = request
  local answer = answers[#requests] or answers.always or { 200 }
  if answer.raise then
    error(answer.raise)
  end
  return answer[1], answer[2], answer[3], answer[4]
end

local function new(options)
  time, answers, requests, lines = 1000, {}, {}, {}
  options.endpoint = options.endpoint or "http://user:secret@collector:4318/"
  options.transport, options.now = transport, function() return time end
  options.log = function(level, text) lines[#lines + 1] = level .. " " .. text end
  return exporters.new(options)
end

local function span(attributes)
  local s = tracer.start("s", { parent = false, attributes = attributes })
  s:finish()
  return s
end

local function add(exporter, n)
  for _ = 1, n do
    exporter:add("spans", span())
  end
end

local function spans_of(request)
  return json_decoder.decode(request.body).resourceSpans[1].scopeSpans[1].spans
end

-- What is due
local e = new { headers = { ["x-token"] = "t" } }
e:tick()
equal(#requests, 0, "nothing to send")
add(e, 3)
e:add("logs", { micros = 1, body = "b" })
e:tick()
equal(#requests, 0, "not yet")
time = time + 5
e:tick()
equal(#requests, 2, "after the interval")
equal(requests[1].url, "http://user:secret@collector:4318/v1/traces", "traces")
equal(requests[2].url, "http://user:secret@collector:4318/v1/logs", "logs")
equal(requests[1].headers["Content-Type"] .. requests[1].headers["x-token"] .. requests[1].method, "application/jsontPOST", "headers")
equal(#spans_of(requests[1]), 3, "one batch")
time = time + 5
e:tick()
equal(#requests, 2, "nothing twice")
add(e, 512)
e:tick()
equal(#spans_of(requests[3]), 512, "a full batch does not wait")
equal(e.lanes.spans.sent, 515, "sent")
equal(#lines, 0, "silent")

-- Batches are bounded in bytes, and items too.
e = new { max_bytes = 20000, max_batch = 100 }
for _ = 1, 10 do
  e:add("spans", span { a = string.rep("x", 4000) })
end
e:add("spans", span { a = string.rep("x", 4000), b = string.rep("x", 4000), c = string.rep("x", 4000), d = string.rep("x", 4000), e = string.rep("x", 4000) })
e:add("spans", { name = "malformed" })
time = time + 5
e:tick()
local n = 0
for _, request in ipairs(requests) do
  check(#request.body < 21000, "bytes: " .. #request.body)
  n = n + #spans_of(request)
end
equal(n, 10, "all")
equal(e:dropped().spans.too_large, 1, "too large")
equal(e:dropped().spans.not_encodable, 1, "not encodable")
e = new { traces_endpoint = "x", spans_endpoint = "http://a/t", logs_endpoint = "http://b/l" }
equal(e.lanes.spans.url .. e.lanes.logs.url, "http://a/thttp://b/l", "endpoints of their own")

-- Retries, and one line each
e = new {}
answers = { { 503 }, { nil, nil, "connection refused\nEvil" }, { raise = "bug" }, { 200 } }
add(e, 1)
time = time + 5
e:tick()
equal(#requests, 1, "first try")
equal(#lines, 1, "one line")
check(string.find(lines[1], "^warn moontrace: cannot send to http://collector:4318/v1/traces: status 503"), lines[1])
check(not string.find(lines[1], "secret", 1, true), "no password in the log")
e:tick()
equal(#requests, 1, "not at once")
local waits = {}
for try = 2, 4 do
  local from = time
  while #requests < try do
    time = time + 0.05
    e:tick()
    if time - from > 10 then
      error("try " .. try)
    end
  end
  waits[#waits + 1] = time - from
end
check(waits[1] >= 0.75 and waits[1] <= 1.3, "about 1 s: " .. waits[1])
check(waits[2] >= 1.55 and waits[2] <= 2.5, "about 2 s: " .. waits[2])
check(waits[3] >= 3.15 and waits[3] <= 4.9, "about 4 s: " .. waits[3])
equal(#lines, 2, "one more line")
check(string.find(lines[2], "^info moontrace: sending works again; 0 items"), lines[2])
equal(requests[4].body, requests[1].body, "the same batch")
equal(e.lanes.spans.sent, 1, "sent once")

-- Retry-After
e = new {}
answers = { { 429, { ["Retry-After"] = "17" } } }
add(e, 1)
time = time + 5
e:tick()
time = time + 16.9
e:tick()
equal(#requests, 1, "not before Retry-After")
time = time + 0.2
e:tick()
equal(#requests, 2, "after it")
equal(backoff.retry_after({ ["retry-after"] = "Sun, 06 Nov 1994 08:49:37 GMT" }, 784111770), 7, "a date")
equal(backoff.retry_after({ ["retry-after"] = "Thu, 29 Feb 2024 23:59:59 GMT" }, 1709251190), 9, "a leap day")
equal(backoff.retry_after({ ["retry-after"] = "Sun, 06 Nov 1994 08:49:37 GMT" }, 2e9), 0, "a date of the past")
equal(backoff.retry_after({ ["retry-after"] = "1e9" }, 0), 300, "bounded")
for _, bad in ipairs { "-1", "x", "", "nan", "Sun, 06 Foo 1994 08:49:37 GMT", {}, true } do
  equal(backoff.retry_after({ ["retry-after"] = bad }, 0), nil, "no Retry-After: " .. tostring(bad))
end
equal(backoff.retry_after({}, 0), nil, "none")
equal(backoff.retry_after(nil, 0), nil, "no headers")

-- One line, though both kinds fail, and one when both work
e = new {}
answers.always = { 503 }
add(e, 1)
e:add("logs", { micros = 1 })
time = time + 5
e:tick()
answers = { [3] = { 200 }, [4] = { 503 }, always = { 200 } }
time = time + 2
e:tick()
equal(#requests, 4, "both again")
equal(#lines, 1, "one of two works")
time = time + 100
e:tick()
equal(#lines, 2, "both work")

-- What can be retried
for _, status in ipairs { 429, 502, 503, 504 } do
  equal(backoff.is_retryable(status), true, status)
end
for _, status in ipairs { 400, 401, 404, 413, 500, 501, 302, 199 } do
  equal(backoff.is_retryable(status), false, status)
end
equal(backoff.is_retryable(nil), true, "no answer")
equal(backoff.retry_after({ 1, x = "y", ["Retry-After"] = 5 }, 0), 5, "among others")
for failures, expected in ipairs { 1, 2, 4, 8, 16, 30, 30 } do
  local delay = backoff.delay(failures, 1, 30)
  check(delay >= 0.8 * expected and delay <= 1.2 * expected, "delay " .. failures .. ": " .. delay)
end
check(backoff.delay(10000, 1, 30) <= 36, "never more")

-- What cannot be retried
e = new {}
answers = { { 400 }, { 401 }, { 200 } }
add(e, 1)
time = time + 5
e:tick()
equal(e:dropped().spans.rejected, 1, "rejected")
time = time + 100
add(e, 1)
time = time + 5
e:tick()
equal(e:dropped().spans.rejected, 2, "rejected again")
equal(#lines, 1, "one line")
add(e, 1)
time = time + 100
e:tick()
equal(#lines, 2, "works again")
check(string.find(lines[2], "2 items were dropped", 1, true), lines[2])

-- Partial success
e = new {}
answers = { { 200, nil, nil, '{"partialSuccess":{"rejectedSpans":"2"}}' }, { 200, nil, nil, '{"partialSuccess":{"rejectedSpans":"99999"}}' } }
for _ = 1, 2 do
  add(e, 3)
  time = time + 5
  e:tick()
end
equal(e:dropped().spans.partial_success, 5, "never more than were sent")
equal(e.lanes.spans.sent, 1, "the others")

-- The collector is away for an hour: memory is flat, drops are counted, there is one line.
e = new {}
answers.always = { nil, nil, "timeout" }
local spare = span()
local added = 0
for second = 1, 3600 do
  time = time + 1
  for _ = 1, 10 do
    e:add("spans", spare)
    added = added + 1
  end
  e:tick()
end
equal(#lines, 1, "one line in an hour")
check(#requests < 300, "requests in an hour: " .. #requests)
local lane = e.lanes.spans
local dropped = 0
for _, count in pairs(lane.queue.dropped) do
  dropped = dropped + count
end
local waiting = lane.queue.size + (lane.batch and #lane.batch.items or 0) + (lane.held_back and 1 or 0)
equal(added, dropped + waiting, "every span is counted")
check(waiting <= 2048 + 512 and lane.queue.dropped.queue_full > 0 and lane.queue.dropped.unreachable > 0, "dropped")
answers.always = { 200 }
time = time + 60
e:tick()
time = time + 60
e:tick()
equal(#lines, 2, "works again")
equal(e.lanes.spans.queue.size, 0, "all is sent")

-- A collector that comes and goes
e = new {}
for i = 1, 100 do
  answers[i] = { i % 2 == 1 and 503 or 200 }
end
for _ = 1, 300 do
  add(e, 1)
  time = time + 1
  e:tick()
end
check(#lines <= 12, "lines in 5 minutes: " .. #lines)

-- A log that fails, a transport that yields
e = new {}
e.write_log = function() error "log" end
answers.always = { 500 }
add(e, 1)
time = time + 5
check(pcall(e.tick, e), "a log that fails")
if pcall(coroutine.wrap(function() return pcall(coroutine.yield) end)) and require("moontrace.run").yields_below_pcall then
  e = new {}
  e.transport = function(request)
    coroutine.yield()
    return transport(request)
  end
  add(e, 1)
  time = time + 5
  local co = coroutine.create(function() e:tick() end)
  coroutine.resume(co)
  add(e, 600)
  time = time + 10
  e:tick()
  equal(#requests + e.lanes.spans.failures, 0, "one tick at a time")
  coroutine.resume(co)
  equal(#spans_of(requests[1]), 1, "the first goes on")
  e.transport = function() coroutine.yield() end
  coroutine.resume(coroutine.create(function() e:tick() end))
  e.transport = transport
  time = time + 61
  e:tick()
  check(#requests > 1, "a transport that never returns is given up")
end

-- Shutdown
e = new {}
add(e, 1000)
equal(e:flush(time + 5), true, "all is sent")
equal(#spans_of(requests[1]) + #spans_of(requests[2]), 1000, "at once")
equal(e:add("spans", spare), false, "closed")
equal(e:dropped().spans.shutdown, 1, "counted")
e = new {}
answers.always = { 503 }
add(e, 1000)
equal(e:flush(time + 5), false, "not sent")
equal(#requests, 1, "each batch once")
equal(e:dropped().spans.shutdown, 1000, "dropped and counted")
e = new {}
add(e, 1000)
equal(e:flush(time), false, "no time")
equal(#requests, 0, "nothing is sent")
e = new {}
answers = { { 503 } }
add(e, 1)
time = time + 5
e:tick()
equal(e:flush(time + 5), true, "what waited for another try is sent")

checks.done()
