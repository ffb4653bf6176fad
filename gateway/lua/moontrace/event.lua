-- One line of JSON for an error, as docs/errors.md describes it field by field: the schema is
-- error-event.schema.json.

local error_json = require "moontrace.error_json"
local error_records = require "moontrace.error_records"
local json = require "moontrace.json"
local random = require "moontrace.random"
local redaction = require "moontrace.redaction"
local text = require "moontrace.text"
local timestamps = require "moontrace.timestamps"

local concat, sort = table.concat, table.sort
local gsub = string.gsub
local next, type = next, type

local MAX_MESSAGE = 8192
local MAX_ENTRIES = 32
local MAX_VALUE = 256
local ECS_VERSION = "8.11.0"
local EVENT_ID_BYTES = 16
local LOGGER = "io.moontrace"
local UNKNOWN_SERVICE = "unknown_service:lua"

local member, open, close = error_json.member, error_json.open, error_json.close

local event = {
  -- Entries of a context or labels beyond the upper bound.
  dropped_entries = 0,
}

local function value_of(value)
  return type(value) == "string" and value or type(value) == "number" and json.encode(value) or nil
end

-- At most 32 entries, by name, redacted and printable. The names of labels have no dots.
local function entries(map, shown_value, is_label)
  local keys, shown = {}, {}
  for key, value in next, map or {} do
    if type(key) == "string" and value_of(value) then
      keys[#keys + 1] = key
    end
  end
  sort(keys)
  event.dropped_entries = event.dropped_entries + (#keys > MAX_ENTRIES and #keys - MAX_ENTRIES or 0)
  for i = 1, #keys < MAX_ENTRIES and #keys or MAX_ENTRIES do
    local key = keys[i]
    local name = text.name(is_label and gsub(key, "[.*\\]", "_") or key)
    local value = shown_value(key, text.valid(value_of(map[key])), MAX_VALUE)
    shown[name] = text.one_line(value, MAX_VALUE)
  end
  return shown
end

-- A business context as it may be written anywhere: bounded and redacted.
function event.context(context)
  return entries(context, redaction.context)
end

local function message(out, err, given)
  local shown = err and (err.message ~= "" and err.message or err.type)
    or redaction.text(text.valid(given or ""), MAX_MESSAGE)
  member(out, "message", text.one_line(shown, MAX_MESSAGE))
end

local function trace(out, options)
  if options.trace_id and options.span_id then
    member(out, "trace_id", options.trace_id)
    member(out, "span_id", options.span_id)
    member(out, "trace_flags", options.trace_flags)
    member(out, "trace", { id = options.trace_id })
    member(out, "span", { id = options.span_id })
  end
end

local function service(out, of)
  open(out, '"service":{')
  member(out, "name", text.name(of and of.name or UNKNOWN_SERVICE))
  member(out, "version", of and of.version and text.name(of.version))
  member(out, "environment", of and of.environment and text.name(of.environment))
  close(out, "}")
end

local function context(out, map)
  error_json.strings(out, "context", map)
  local user, session = map["user.id"] or map.user_id, map["session.id"] or map.session_id
  member(out, "user", user and { id = user })
  member(out, "session", session and { id = session })
end

local function log(out, logger, origin)
  open(out, '"log":{')
  member(out, "logger", text.name(logger or LOGGER))
  if origin then
    error_json.origin(out, origin)
  end
  close(out, "}")
end

-- The line, with its line feed, and its event.id. Options: level, message (of an event without an error),
-- timestamp_micros, event_id, trace_id, span_id, trace_flags, service = {name, version, environment}, context,
-- labels, logger, thread, is_named_only (the destination has the full error). Context and labels are redacted
-- and bounded here.
function event.line(err, options)
  local out = { first = true }
  local id = options.event_id or random.hex(EVENT_ID_BYTES)
  open(out, "{")
  member(out, "@timestamp", timestamps(options.timestamp_micros))
  member(out, "log.level", options.level or (err and not err.handled and "ERROR" or "WARN"))
  message(out, err, options.message)
  member(out, "ecs.version", ECS_VERSION)
  member(out, "event", { id = id })
  member(out, "event_name", err and "exception" or nil)
  member(out, "lang", err and err.lang or nil)
  trace(out, options)
  service(out, options.service)
  context(out, event.context(options.context))
  if options.labels and next(options.labels) ~= nil then
    error_json.strings(out, "labels", entries(options.labels, redaction.value, true))
  end
  if err then
    error_json.error(out, err, not options.is_named_only)
  end
  log(out, options.logger, err and error_records.origin(err))
  member(out, "process", { thread = { name = text.name(options.thread or "main") } })
  close(out, "}\n")
  return concat(out), id
end

return event
