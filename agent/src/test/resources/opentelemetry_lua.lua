-- A program written for the library opentelemetry-lua; ngx stands for what OpenResty gives it.

local ngx = { req = { headers = ... } }
function ngx.req.get_headers() return ngx.req.headers end
function ngx.req.set_header(name, value) ngx.req.headers[name] = value end

local tracer_provider_new = require("opentelemetry.trace.tracer_provider").new
local batch_span_processor_new = require("opentelemetry.trace.batch_span_processor").new
local otlp_exporter_new = require("opentelemetry.trace.exporter.otlp").new
local resource_new = require("opentelemetry.resource").new
local exporter_client_new = require("opentelemetry.trace.exporter.http_client").new
local always_on_sampler_new = require("opentelemetry.trace.sampling.always_on_sampler").new
local attr = require("opentelemetry.attribute")
local global = require("opentelemetry.global")
local span_kind = require("opentelemetry.trace.span_kind")
local span_status = require("opentelemetry.trace.span_status")
local context_new = require("opentelemetry.context").new
local context_of = require("opentelemetry.context")
local propagator = require("opentelemetry.trace.propagation.text_map.composite_propagator").new {
  require("opentelemetry.trace.propagation.text_map.trace_context_propagator").new(),
  require("opentelemetry.baggage.propagation.text_map.baggage_propagator").new(),
}

local exporter = otlp_exporter_new(exporter_client_new("collector:4317", 3))
local provider = tracer_provider_new({ batch_span_processor_new(exporter, { max_queue_size = 10 }) }, {
  sampler = always_on_sampler_new(),
  resource = resource_new(attr.string("service.name", "openresty"), attr.int("attr_int", 100)),
})
global.set_tracer_provider(provider)
assert(global.get_tracer_provider() == provider)
local tracer = global.tracer("shop", { version = "1.2", schema_url = "" })

local context, span = tracer:start(propagator:extract(context_new(), ngx.req), "access", {
  kind = span_kind.server,
  attributes = { attr.double("attr_double", 10.24), attr.bool("attr_bool", true), attr.string_array("list", { "a", "b" }) },
})
local token = context:attach()
assert(context_of.current() == context)
work()
propagator:inject(context, ngx.req)

local sub_context, sub_span = tracer:start(context_of.current(), "sub")
assert(sub_span:is_recording() and sub_context:span() == sub_span)
sub_span:record_error("this is err")
sub_span:set_status(span_status.ERROR, "set status err")
sub_span:add_event("event1", { attributes = { attr.string("attr_string", "value") } })
sub_span:add_event("event2")
sub_span:set_attributes(attr.int("n", 3), attr.string("s", "x"))
sub_span:set_name("sub renamed")
sub_span:finish(1700000000123456000 + 1e18)
assert(not sub_span:is_recording())
sub_span:finish()
assert(sub_span:tracer_provider():tracer("shop", { version = "1.2", schema_url = "" }) == tracer)

local wrong, message = context:detach(token + 7)
assert(wrong == false and message:find("Token does not match", 1, true), message)
assert(context:detach(token))
span:finish()
provider:force_flush()
provider:shutdown()
return span:context().trace_id, span:context().span_id, context_of.current():span_context().span_id
