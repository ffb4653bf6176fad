-- The module otel for programs without the agent: plain Lua 5.1 to 5.4, LuaJIT, LuaJ. It behaves like
-- OpenTelemetry's API without an SDK: spans record nothing and stand for the context in which they
-- were started, so a trace read by extract() is passed on by inject() unchanged. Under the Moontrace
-- agent, this file returns the agent's own module. docs/lua-api.md describes the functions.

if type(require) == "function" then
  local found, of_agent = pcall(require, "moontrace.otel")
  if found then
    return of_agent
  end
end

local error, getmetatable, ipairs, next, pairs = error, getmetatable, ipairs, next, pairs
local pcall, rawget, select, setmetatable = pcall, rawget, select, setmetatable
local tonumber, tostring, type = tonumber, tostring, type
local byte, char, find, format, gsub = string.byte, string.char, string.find, string.format, string.gsub
local gmatch, lower, match, sub = string.gmatch, string.lower, string.match, string.sub
local concat, sort, unpack = table.concat, table.sort, table.unpack or unpack
local running, create, resume, yield = coroutine.running, coroutine.create, coroutine.resume, coroutine.yield

local MAX_HEADERS, MAX_HEADER_LENGTH = 1024, 8192
local MAX_BAGGAGE, MAX_BAGGAGE_LENGTH = 64, 4096
local MAX_MEMBERS = 32

-- Contexts are opaque empty tables for scripts; this table holds their contents.

local hidden = setmetatable({}, { __mode = "k" })
local root = { baggage = {} }
local context_metatable = { __index = {}, __metatable = "otel.context" }
local span_metatable = { __index = {}, __metatable = "otel.span" }

-- The current context of each coroutine; false stands for the main one, for which Lua 5.1 has no value.
local current = setmetatable({}, { __mode = "k" })

local function here()
  return running() or false
end

local function current_context()
  return current[here()] or root
end

local function table_of(context, metatable)
  local opaque = setmetatable({}, metatable)
  hidden[opaque] = context
  return opaque
end

-- Arguments

local function bad(i, name, expected, got, level)
  error(format("bad argument #%d to '%s' (%s expected, got %s)", i, name, expected, type(got)), level + 1)
end

local function text(i, name, value)
  if type(value) ~= "string" and type(value) ~= "number" then
    bad(i, name, "string", value, 3)
  end
  return tostring(value)
end

local function optional_text(i, name, value)
  if value ~= nil and type(value) ~= "string" and type(value) ~= "number" then
    bad(i, name, "string", value, 3)
  end
end

local function scalar(i, name, value)
  local kind = type(value)
  if value ~= nil and kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
    bad(i, name, "string, number or boolean", value, 3)
  end
  return value ~= nil and tostring(value) or nil
end

local function attribute(i, name, value)
  local kind = type(value)
  if value ~= nil and kind ~= "string" and kind ~= "number" and kind ~= "boolean" and kind ~= "table" then
    bad(i, name, "string, number, boolean or table", value, 3)
  end
end

local function is_table(i, name, value, optional)
  if type(value) ~= "table" and not (optional and value == nil) then
    bad(i, name, "table", value, 3)
  end
end

local function is_span(value)
  return type(value) == "table" and hidden[value] ~= nil and getmetatable(value) == "otel.span"
end

local function self_of(name, value)
  if not is_span(value) then
    error(format("calling '%s' on bad self (span expected, got %s)", name, type(value)), 3)
  end
end

local function context_of(i, name, value)
  if value == nil then
    return current_context()
  end
  local context = type(value) == "table" and hidden[value]
  if not context then
    bad(i, name, "context", value, 3)
  end
  return context
end

-- Headers: W3C Trace Context level 2, W3C Baggage.

local function header_value(value)
  if type(value) == "number" then
    value = tostring(value)
  end
  if type(value) ~= "string" or #value > MAX_HEADER_LENGTH or find(value, "[^\t -~]") then
    return nil
  end
  value = match(value, "^[ \t]*(.-)[ \t]*$")
  return value ~= "" and value or nil
end

local function add_header(values, value)
  if type(value) ~= "table" then
    values[#values + 1] = header_value(value)
    return
  end
  for i = 1, MAX_HEADERS do
    local element = rawget(value, i)
    if element == nil then
      return
    end
    values[#values + 1] = header_value(element)
  end
end

local function read_headers(headers)
  local read = { traceparent = {}, tracestate = {}, baggage = {} }
  local seen = 0
  for name, value in next, headers do
    local values = type(name) == "string" and read[lower(name)]
    if values then
      add_header(values, value)
    end
    seen = seen + 1
    if seen == MAX_HEADERS then
      break
    end
  end
  return read
end

local function parse_traceparent(value)
  local version, trace, span, flags, rest =
    match(value or "", "^([0-9a-f][0-9a-f])%-([0-9a-f]+)%-([0-9a-f]+)%-([0-9a-f][0-9a-f])(.*)$")
  if not version or version == "ff" or #trace ~= 32 or #span ~= 16 then
    return nil
  end
  if rest ~= "" and (version == "00" or sub(rest, 1, 1) ~= "-") then
    return nil
  end
  if not find(trace, "[^0]") then
    return nil
  end
  if not find(span, "[^0]") then
    return nil
  end
  return { trace_id = trace, span_id = span, flags = flags }
end

local function is_key(key)
  if #key > 256 then
    return false
  end
  if find(key, "^[a-z0-9][a-z0-9_%-*/]*$") then
    return true
  end
  local tenant, system = match(key, "^([a-z0-9][a-z0-9_%-*/]*)@([a-z][a-z0-9_%-*/]*)$")
  return tenant ~= nil and #tenant <= 241 and #system <= 14
end

-- Returns the normalised list, or nil if any of its members is malformed.
local function parse_tracestate(value)
  local members = {}
  for member in gmatch(value or "", "[^,]+") do
    member = match(member, "^[ \t]*(.-)[ \t]*$")
    if member ~= "" then
      local key, of_key = match(member, "^([^=]+)=([^=]*)$")
      if not key or not is_key(key) or #of_key > 256 or #members == MAX_MEMBERS then
        return nil
      end
      members[#members + 1] = key .. "=" .. of_key
    end
  end
  return members[1] and concat(members, ",") or nil
end

local function is_token(key)
  return #key <= 256 and find(key, "^[A-Za-z0-9!#$%%&'*+.^_`|~-]+$") ~= nil
end

local function parse_baggage(value)
  local entries, count = {}, 0
  for member in gmatch(value or "", "[^,]+") do
    local key, of_key = match(member, "^[ \t]*([^=; \t]+)[ \t]*=[ \t]*([^;]-)[ \t]*$")
    if not key then
      key, of_key = match(member, "^[ \t]*([^=; \t]+)[ \t]*=[ \t]*([^;]-)[ \t]*;")
    end
    if key and is_token(key) and of_key ~= "" and (entries[key] or count < MAX_BAGGAGE) then
      count = entries[key] and count or count + 1
      entries[key] = gsub(of_key, "%%(%x%x)", function(hex)
        return char(tonumber(hex, 16))
      end)
    end
  end
  return count > 0 and entries or nil
end

local function format_baggage(entries)
  local members = {}
  for key, value in pairs(entries) do
    members[#members + 1] = key
      .. "="
      .. gsub(value, "[^A-Za-z0-9!#$&'()*+%-./:<>?@%[%]^_`{|}~]", function(c)
        return format("%%%02X", byte(c))
      end)
  end
  sort(members)
  local header = concat(members, ",")
  return header ~= "" and #header <= MAX_HEADER_LENGTH and header or nil
end

local function traceparent(context)
  local span = context.span
  return span and "00-" .. span.trace_id .. "-" .. span.span_id .. "-" .. span.flags or nil
end

local function set_header(headers, name, value)
  if value == nil then
    return
  end
  for key in next, headers do
    if type(key) == "string" and lower(key) == name then
      name = key
      break
    end
  end
  headers[name] = value
end

-- Running a function in a context. In Lua 5.1 no function may yield inside pcall, so a coroutine calls
-- the function directly, and a context left by an error disappears with the coroutine.

-- The probe is run to its end, because in LuaJ a suspended coroutine is a blocked thread.
local probe = create(function()
  return pcall(yield, true)
end)
local yields_below_pcall = select(2, resume(probe))
if yields_below_pcall then
  resume(probe)
end

local function restore(thread, before, ok, ...)
  current[thread] = before
  if not ok then
    error((...), 0)
  end
  return ...
end

local function run_in(context, fn, argument)
  local thread = here()
  local before = current[thread]
  current[thread] = context
  if thread and not yields_below_pcall then
    return restore(thread, before, true, fn(argument))
  end
  return restore(thread, before, pcall(fn, argument))
end

local function start(options)
  local parent = type(options) == "table" and rawget(options, "parent")
  local context = type(parent) == "table" and hidden[parent] or current_context()
  return table_of(context, span_metatable), context
end

-- The module

local otel = { baggage = {}, context = {} }

function otel.traceparent()
  return traceparent(current_context())
end

function otel.tracestate()
  return current_context().tracestate
end

function otel.trace_id()
  local span = current_context().span
  return span and span.trace_id or nil
end

function otel.span_id()
  local span = current_context().span
  return span and span.span_id or nil
end

function otel.sampled()
  local span = current_context().span
  return span ~= nil and tonumber(span.flags, 16) % 2 == 1
end

function otel.inject(headers, context)
  is_table(1, "inject", headers)
  local injected = context_of(2, "inject", context)
  set_header(headers, "traceparent", traceparent(injected))
  set_header(headers, "tracestate", injected.tracestate)
  set_header(headers, "baggage", format_baggage(injected.baggage))
  return headers
end

function otel.extract(headers)
  is_table(1, "extract", headers)
  local read = read_headers(headers)
  local before = current_context()
  local span = #read.traceparent == 1 and parse_traceparent(read.traceparent[1]) or nil
  return table_of({
    span = span or before.span,
    tracestate = span and parse_tracestate(concat(read.tracestate, ",")) or (not span and before.tracestate or nil),
    baggage = parse_baggage(concat(read.baggage, ",")) or before.baggage,
  }, context_metatable)
end

function otel.span(name, fn, attributes, options)
  text(1, "span", name)
  if type(fn) ~= "function" then
    bad(2, "span", "function", fn, 2)
  end
  is_table(3, "span", attributes, true)
  is_table(4, "span", options, true)
  local span, context = start(options)
  return run_in(context, fn, span)
end

function otel.start_span(name, options)
  text(1, "start_span", name)
  is_table(2, "start_span", options, true)
  return (start(options))
end

function otel.finish(span)
  if not is_span(span) then
    bad(1, "finish", "span", span, 2)
  end
end

function otel.set_attribute(key, value)
  text(1, "set_attribute", key)
  attribute(2, "set_attribute", value)
end

function otel.set_attributes(attributes)
  is_table(1, "set_attributes", attributes)
end

function otel.add_event(name, attributes)
  text(1, "add_event", name)
  is_table(2, "add_event", attributes, true)
end

function otel.record_error() end

function otel.set_status(code, description)
  text(1, "set_status", code)
  optional_text(2, "set_status", description)
end

function otel.log(level, message, attributes)
  text(1, "log", level)
  text(2, "log", message)
  is_table(3, "log", attributes, true)
end

function otel.context.set(key, value)
  text(1, "set", key)
  scalar(2, "set", value)
end

function otel.baggage.get(key)
  return current_context().baggage[text(1, "get", key)]
end

function otel.baggage.all()
  local all = {}
  for key, value in pairs(current_context().baggage) do
    all[key] = value
  end
  return all
end

-- Holds until the running span ends; outside of a span, as long as the coroutine lives.
function otel.baggage.set(key, value)
  key = text(1, "set", key)
  value = scalar(2, "set", value)
  local before = current_context()
  local entries = otel.baggage.all()
  local count = 0
  for _ in pairs(entries) do
    count = count + 1
  end
  if not is_token(key) or #(value or "") > MAX_BAGGAGE_LENGTH or (count >= MAX_BAGGAGE and not entries[key]) then
    return
  end
  entries[key] = value
  current[here()] = { span = before.span, tracestate = before.tracestate, baggage = entries }
end

-- The methods of a span only check their arguments.

for _, name in ipairs { "set_attribute", "set_attributes", "add_event", "record_error", "set_status" } do
  local check = otel[name]
  span_metatable.__index[name] = function(self, ...)
    self_of(name, self)
    return check(...)
  end
end

function span_metatable.__index.set_name(self, name)
  self_of("set_name", self)
  text(1, "set_name", name)
end

function span_metatable.__index.is_recording(self)
  self_of("is_recording", self)
  return false
end

function span_metatable.__index.finish(self)
  self_of("finish", self)
end

return otel
