-- opentelemetry.global: the tracer provider of the program; that of the agent until one is set.

local tracer_provider_new = require("opentelemetry.trace.tracer_provider").new

local global = { context_storage = nil, metrics_reporter = require "opentelemetry.metrics_reporter" }

function global.set_tracer_provider(provider)
  global.tracer_provider = provider
end

function global.get_tracer_provider()
  if not global.tracer_provider then
    global.tracer_provider = tracer_provider_new()
  end
  return global.tracer_provider
end

function global.tracer(name, opts)
  return global.get_tracer_provider():tracer(name, opts)
end

function global.set_metrics_reporter(reporter)
  global.metrics_reporter = reporter
end

-- The table that the program set, or nil; without one, each thread has a stack of contexts.
function global.get_context_storage()
  return global.context_storage
end

function global.set_context_storage(storage)
  global.context_storage = storage
end

return global
