-- Reports an error: a line of the errors file, a log record, and an event of the request's span.

local ngx = ngx
local sub, tonumber, tostring = string.sub, tonumber, tostring

local clock = require "moontrace.clock"
local context = require "moontrace.context"
local errors = require "moontrace.errors"
local errors_file = require "moontrace.errors_file"
local event = require "moontrace.event"
local first_reports = require "moontrace.first_reports"
local limiter = require "moontrace.limiter"
local links = require "moontrace.nginx.links"
local random = require "moontrace.random"
local request = require "moontrace.nginx.request"
local traceparent = require "moontrace.traceparent"

local EVENT_ID_BYTES = 16

local reports = {}

local file, lines_of_file, limits, on_log, service, thread

-- service is { name, version, environment }; receiver gets log records, or is nil.
function reports.start(path, of_service, receiver)
  limits, lines_of_file = limiter.new(), first_reports.new()
  on_log, service = receiver, of_service
  thread = "worker " .. tostring(ngx.worker.id() or 0)
  file = path and errors_file.open(path, function(text)
    ngx.log(ngx.WARN, text)
  end)
end

-- trace id, span id and flags in which the error belongs: those of the span that is current.
local function ids()
  local span = context.current().span_context
  if span then
    return span.trace_id, span.span_id, span.flags
  end
  return traceparent.parse(request.traceparent() or "")
end

local function to_file(err, options)
  options.is_named_only = not lines_of_file.is_new(err, options.trace_id)
  file.append((event.line(err, options)))
end

local function to_log(err, options)
  local record = errors.log_record(err, options.event_id, event.context(options.context), thread)
  record.micros = options.timestamp_micros
  record.trace_id, record.span_id = options.trace_id, options.span_id
  record.flags = options.trace_flags and tonumber(options.trace_flags, 16)
  on_log(record)
end

local function to_span(err)
  local state = request.state()
  if state then
    state.failed = true
    state.span:add_exception(errors.span_attributes(err))
    state.span:set_attribute("error.type", err.type)
    state.span:set_status("error", err.message)
  end
end

-- Reports an error object of moontrace.errors.
function reports.report(err)
  err = links.with_causes(err)
  to_span(err)
  if not limits.allows(err, ngx.now()) then
    return
  end
  local trace_id, span_id, flags = ids()
  local options = {
    timestamp_micros = clock.micros(),
    event_id = random.hex(EVENT_ID_BYTES),
    trace_id = trace_id,
    span_id = span_id,
    trace_flags = flags and string.format("%02x", flags),
    service = service,
    context = context.business(),
    thread = thread,
  }
  if file then
    to_file(err, options)
  end
  if on_log then
    to_log(err, options)
  end
  links.send(err)
end

return reports
