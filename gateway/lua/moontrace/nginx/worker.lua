-- Puts the parts together, once in each worker.

local ngx = ngx

local context = require "moontrace.context"
local entry_threads = require "moontrace.nginx.entry_threads"
local errors = require "moontrace.errors"
local links = require "moontrace.nginx.links"
local other_phases = require "moontrace.nginx.other_phases"
local random = require "moontrace.random"
local samplers = require "moontrace.sampler"
local reports = require "moontrace.nginx.reports"
local request = require "moontrace.nginx.request"
local sender = require "moontrace.nginx.sender"
local settings = require "moontrace.nginx.settings"
local timers = require "moontrace.nginx.timers"
local tracer = require "moontrace.tracer"

local ipairs = ipairs

local worker = {}

local function service_of(values)
  local resource = settings.pairs(values.resource)
  return {
    name = values.service,
    version = resource["service.version"],
    environment = resource["deployment.environment.name"],
  }
end

local function storage()
  return {
    get = request.context,
    set = function(ctx)
      local state = request.state()
      if state then
        state.context = ctx or state.context
      end
    end,
  }
end

function worker.start(values)
  random.seed(ngx.worker.pid(), ngx.now(), ngx.worker.id())
  local sampler, problem = samplers.of { name = values.sampler, ratio = values.sampler_arg }
  if problem then
    ngx.log(ngx.WARN, "moontrace: ", problem)
  end
  local on_end, on_log = sender.start(values)
  tracer.configure { sampler = sampler, on_end = on_end, on_log = on_log }
  context.use_storage(storage())
  errors.configure { locals = settings.is_true(values.locals), scope = request.traceparent }
  reports.start(values.errors_file, service_of(values), on_log)
  for _, part in ipairs(links.start(values.link_trusted, reports.report)) do
    ngx.log(ngx.WARN, "moontrace: link_trusted: ", part, " is no address or CIDR block; the others apply")
  end
  entry_threads.report_to(reports.report)
  other_phases.watch(reports.report)
  timers.watch()
  require "moontrace.otel" -- here, because a script that requires it cannot yield meanwhile
end

return worker
