-- The vectors of W3C Trace Context, through extract, a span, and inject; then what no HTTP server would
-- let through, and what takes time.

local checks = require "checks"
local otel = require "otel"
local propagation = require "moontrace.propagation"
local tracestate = require "moontrace.tracestate"
local vectors = require "trace_context_vectors"
local check, equal = checks.check, checks.equal

-- Servers keep several values of one name in a list.
local function table_of(headers)
  local by_name = {}
  for _, header in ipairs(headers) do
    local name, value = header[1], header[2]
    if by_name[name] == nil then
      by_name[name] = value
    elseif type(by_name[name]) == "table" then
      table.insert(by_name[name], value)
    else
      by_name[name] = { by_name[name], value }
    end
  end
  return by_name
end

local function sent_on(headers)
  return otel.span("s", function()
    return otel.inject {}
  end, nil, { parent = otel.extract(headers) })
end

local names, span_ids = {}, {}
for _, vector in ipairs(vectors) do
  check(not names[vector.name], "one vector only: " .. vector.name)
  names[vector.name] = true
  local what = vector.section .. ": " .. vector.name
  local sent = sent_on(table_of(vector.headers))
  local trace_id, span_id, flags = string.match(sent.traceparent or "", "^00%-(%x+)%-(%x+)%-(%x%x)$")
  check(trace_id and #trace_id == 32 and #span_id == 16, what .. ": " .. tostring(sent.traceparent))
  if vector.expect.trace_id then
    equal(trace_id, vector.expect.trace_id, what .. ": trace id")
  else
    local found
    for _, header in ipairs(vector.headers) do
      found = found or string.find(header[2], trace_id, 1, true)
    end
    check(not found and string.find(trace_id, "[^0]"), what .. ": new trace id")
  end
  equal(flags, vector.expect.flags, what .. ": flags")
  equal(sent.tracestate, vector.expect.tracestate, what .. ": tracestate")
  check(not span_ids[span_id] and span_id ~= "00f067aa0ba902b7", what .. ": new parent id")
  span_ids[span_id] = true
end

-- Headers that are passed through unchanged, or hostile.

local valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
local rep = string.rep

local function passed(headers)
  return otel.inject({}, otel.extract(headers))
end

local through = passed { traceparent = valid, tracestate = "z=1,a= 2" }
equal(through.traceparent, valid, "passed through")
equal(through.tracestate, "z=1,a= 2", "passed through: tracestate is not modified")
equal(passed({ traceparent = valid, Traceparent = valid }).traceparent, nil, "two names")
local later = "cc" .. string.sub(valid, 3) .. "-x"
equal(passed({ traceparent = later .. ", " .. later }).traceparent, nil, "two of a later version, joined by a server")
equal(passed({ traceparent = { later, later } }).traceparent, nil, "two of a later version")
equal(passed({ traceparent = { valid, "" } }).traceparent, valid, "an empty one is none")
for _, bad in ipairs { valid .. "\0", valid .. "\r\nEvil: 1", "\127" .. valid, valid .. "\194\160" } do
  equal(passed({ traceparent = bad }).traceparent, nil, "control characters")
  equal(passed({ traceparent = valid, tracestate = "a=" .. bad }).tracestate, nil, "control characters in tracestate")
end
equal(passed({ traceparent = valid, tracestate = { "a=1", "b=\0" } }).tracestate, nil, "one of two is malformed")
equal(passed({ traceparent = valid, tracestate = { "a=1", rep("b", 40000) } }).tracestate, nil, "one of two is too long")

equal(propagation.extract({ traceparent = valid }).span_context.remote, true, "of another process")
for _, in_lower_case in ipairs { true, false } do
  local read = propagation.extract({ traceparent = { valid }, tracestate = { "a=1", "b=2" }, baggage = { "c=3", "\0", "d=4" } },
    nil, in_lower_case)
  equal(read.span_context.trace_id .. read.span_context.tracestate .. #read.baggage,
    "4bf92f3577b34da6a3ce929d0e0e4736a=1,b=22", "lists")
end
equal(propagation.extract({ Traceparent = valid }, nil, true).span_context, nil, "not in lower case, as was said")
local many = {}
for i = 1, 65 do
  many[i] = ""
end
many[1] = "a=1"
equal(passed({ traceparent = valid, tracestate = many }).tracestate, nil, "65 values")
many[65] = nil
equal(passed({ traceparent = valid, tracestate = many }).tracestate, "a=1", "64 values")
many = { rep(" ", 30000), rep(" ", 30000), rep(" ", 30000), "a=1" }
equal(passed({ traceparent = valid, tracestate = many }).tracestate, "a=1", "blanks only")
many = { rep(",", 30000), rep(",", 30000), rep(",", 30000), "a=1" }
equal(passed({ traceparent = valid, tracestate = many }).tracestate, nil, "too long together")
equal(passed({ traceparent = valid, tracestate = 1 }).tracestate, nil, "a number")
equal(passed({ traceparent = valid, baggage = 1 }).baggage, nil, "a number as baggage")
for _, in_lower_case in ipairs { true, false } do
  equal(propagation.extract({ baggage = "a=1,b=\1" }, nil, in_lower_case).baggage, nil, "control characters in baggage")
end
local others = {}
for i = 1, 2000 do
  others["x" .. i] = "y"
end
others.traceparent = valid
check(pcall(propagation.extract, others), "2000 headers")

-- Headers of 100 KB cost about as much as reading them.
local long = {
  rep(" ", 100000), rep("a", 100000), rep(",", 100000), rep("a=1,", 25000), rep("a", 50000) .. rep(" ", 50000),
  rep(" \t", 50000) .. "a=1", rep("a= ", 33000), rep("=", 100000), rep("%41", 33000), rep("a=1;", 25000),
  rep("-", 100000), rep("0", 100000), "cc-" .. rep("1", 100000), rep("@", 100000), rep(" ,", 50000),
}
local started = os.clock()
for _, value in ipairs(long) do
  for _, part in ipairs { value, string.sub(value, 1, 32000), string.sub(value, 1, 8000) } do
    local ctx = propagation.extract { traceparent = valid, tracestate = { part, part, part }, baggage = { part, part, part } }
    equal(ctx.span_context.span_id, "00f067aa0ba902b7", "the trace goes on")
    propagation.headers(ctx)
    equal(propagation.extract({ traceparent = part }).span_context, nil, "no trace")
  end
end
check(os.clock() - started < 5, "time for long headers: " .. os.clock() - started)

-- Whole members are removed when a list has to be truncated: long ones first, then from the end.
local A, B = "a=" .. rep("1", 126), "b=" .. rep("2", 127) -- 128 and 129 characters
equal(tracestate.parse(A .. "," .. B .. ",c=3", 512), A .. "," .. B .. ",c=3", "fits")
equal(tracestate.parse(A .. "," .. B .. ",c=3", 200), A .. ",c=3", "the long one first")
equal(tracestate.parse(A .. "," .. B .. ",c=3", 132), A .. ",c=3", "exactly")
equal(tracestate.parse(A .. "," .. B .. ",c=3", 131), A, "then from the end")
equal(tracestate.parse(A .. "," .. B .. ",c=3", 127), nil, "nothing is left")
equal(tracestate.parse("a=1,b=2,c=3,d=4", 7), "a=1,b=2", "exactly two")
equal(tracestate.parse("a=1,b=2,c=3,d=4", 8), "a=1,b=2", "not quite three")
local full = {}
for i = 1, 32 do
  full[i] = "k" .. i .. rep("-", 253) .. "=" .. rep("v", 256)
end
full[10] = "short=1"
local truncated = tracestate.parse(table.concat(full, ","))
check(#truncated <= 8192 and #truncated > 7600, "the greatest list: " .. #truncated)
equal(string.find(truncated, "k31-", 1, true), nil, "the end is gone")
check(string.find(truncated, "short=1", 1, true), "a short one stays")

-- A changed member MUST be moved to the front; the order of the others MUST be kept.
equal(tracestate.set("a=1,b=2,c=3", "b", "9"), "b=9,a=1,c=3", "changed")
equal(tracestate.set("a=1,b=2", "n", "9"), "n=9,a=1,b=2", "added")
equal(tracestate.set(nil, "n", "9"), "n=9", "the first")
equal(tracestate.set("a=1,b=2,c=3", "b", nil), "a=1,c=3", "deleted")
equal(tracestate.set("a=1", "a", nil), nil, "the last is deleted")
for _, bad in ipairs { "", "A", "a b", "@a", rep("a", 257) } do
  equal(tracestate.set("a=1", bad, "1"), "a=1", "key " .. bad)
end
for _, bad in ipairs { "", " ", "a,b", "a=b", "a\n", "\195\164", rep("v", 257) } do
  equal(tracestate.set("a=1", "b", bad), "a=1", "value " .. bad)
end
local of_32 = {}
for i = 1, 32 do
  of_32[i] = "k" .. i .. "=1"
end
local of_33 = tracestate.set(table.concat(of_32, ","), "n", "1")
equal(string.sub(of_33, 1, 9), "n=1,k1=1,", "a full list")
equal(string.find(of_33, "k32=", 1, true), nil, "loses its last member")
equal(tracestate.get("a=1,ab= 2,b=3", "ab"), " 2", "get")
equal(tracestate.get("a=1", "b"), nil, "get nothing")
equal(tracestate.get(nil, "b"), nil, "get of nothing")

checks.done()
