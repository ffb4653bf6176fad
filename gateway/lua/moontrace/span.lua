-- Spans. A span is also the span context of its children: { trace_id, span_id, flags, tracestate }. One
-- that is not sampled is nothing else; its methods do nothing.

local attributes = require "moontrace.attributes"
local clock = require "moontrace.clock"

local lower = string.lower
local pairs, setmetatable, tostring, type = pairs, setmetatable, tostring, type

local MAX_EVENTS, MAX_LINKS = 128, 128
local MAX_NAME = 512

local kinds = { internal = true, server = true, client = true, producer = true, consumer = true }
local codes = { ok = true, error = true, unset = true }

local recording = { __index = {} }
local non_recording = { __index = {} }
local methods, nothing = recording.__index, non_recording.__index

local span = {}

local function now_of(self)
  local offset = self.clock_offset
  return offset and clock.monotonic() + offset or clock.micros()
end

-- Within one trace, time is measured by the monotonic clock, from where the wall clock was when its
-- first span in this process started: a clock that is set back does not put a child before its parent.
local function start_clock(self, parent, given)
  if parent and parent.start_micros then
    self.clock_offset = parent.clock_offset
    self.start_micros = given or now_of(self)
    return
  end
  local wall, monotonic = clock.micros(), clock.monotonic()
  self.clock_offset = monotonic and wall - monotonic or nil
  self.start_micros = given or wall
end

-- A span that records. The table has the ids; parent is the span of this process it is a child of.
function span.record(self, name, options, parent)
  local kind = options and options.kind
  self.name = attributes.cut(tostring(name), MAX_NAME)
  self.kind = kinds[kind] and kind or "internal"
  start_clock(self, parent, options and options.start)
  self.attributes, self.attribute_count = {}, 0
  self.dropped_attributes, self.dropped_events, self.dropped_links = 0, 0, 0
  self.status_code = "unset"
  setmetatable(self, recording)
  if options and type(options.attributes) == "table" then
    self:set_attributes(options.attributes)
  end
  return self
end

function span.not_record(self)
  return setmetatable(self, non_recording)
end

function methods.is_recording(self)
  return not self.end_micros
end

function methods.set_name(self, name)
  if not self.end_micros then
    self.name = attributes.cut(tostring(name), MAX_NAME)
  end
end

function methods.set_attribute(self, key, value)
  if not self.end_micros then
    local dropped
    self.attribute_count, dropped = attributes.put(self.attributes, self.attribute_count, key, value)
    self.dropped_attributes = self.dropped_attributes + dropped
  end
end

function methods.set_attributes(self, foreign)
  if not self.end_micros then
    local dropped
    self.attribute_count, dropped = attributes.put_all(self.attributes, self.attribute_count, foreign)
    self.dropped_attributes = self.dropped_attributes + dropped
  end
end

local function add_event(self, name, map, dropped, micros)
  local events = self.events or {}
  self.events = events
  if #events >= MAX_EVENTS then
    self.dropped_events = self.dropped_events + 1
    return
  end
  events[#events + 1] = { name = name, micros = micros or now_of(self), attributes = map, dropped_attributes = dropped }
end

function methods.add_event(self, name, foreign, micros)
  if not self.end_micros then
    local map, dropped = attributes.of(foreign)
    add_event(self, attributes.cut(tostring(name), MAX_NAME), map, dropped, micros)
  end
end

-- An event "exception" with attributes that are bounded already: a stack is longer than other texts.
function methods.add_exception(self, map)
  if not self.end_micros then
    add_event(self, "exception", map, 0)
  end
end

-- Links to another span context.
function methods.add_link(self, span_context, foreign)
  if self.end_micros then
    return
  end
  local links = self.links or {}
  self.links = links
  if #links >= MAX_LINKS then
    self.dropped_links = self.dropped_links + 1
    return
  end
  local map, dropped = attributes.of(foreign)
  links[#links + 1] = { span_context = span_context, attributes = map, dropped_attributes = dropped }
end

-- As OpenTelemetry has it: "ok" is final, "unset" changes nothing, only "error" has a description.
function methods.set_status(self, code, description)
  code = type(code) == "string" and lower(code)
  if self.end_micros or not codes[code] or code == "unset" or self.status_code == "ok" then
    return
  end
  self.status_code = code
  self.status_description = code == "error" and description ~= nil
    and attributes.cut(tostring(description), attributes.MAX_TEXT) or nil
end

-- Ends the span, once. It never ends before it started.
function methods.finish(self, micros)
  if self.end_micros then
    return
  end
  local ended = micros or now_of(self)
  self.end_micros = ended > self.start_micros and ended or self.start_micros
  span.on_end(self)
end

function nothing.is_recording()
  return false
end

for name in pairs(methods) do
  nothing[name] = nothing[name] or function() end
end

-- What receives the spans that have ended; the tracer sets it.
function span.on_end() end

return span
