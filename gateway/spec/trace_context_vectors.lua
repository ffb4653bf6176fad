-- W3C Trace Context, level 2 (Candidate Recommendation Draft of 28 March 2024): what a service that takes
-- part in a trace does with the headers of a request. Pure data, for every implementation.
--
--   name     unique
--   section  the heading of the specification
--   headers  the request's headers in order, { name, value }
--   expect   what the service sends on, if it records each trace that its caller records, and each new
--            one: trace_id if the trace continues, or nil for a new one; flags as sent; tracestate as
--            sent, or nil for none. The parent-id is new in each case, and the version is 00.

local rep = string.rep

local trace, parent = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
local valid = "00-" .. trace .. "-" .. parent .. "-01"

local new = { flags = "03" }
local continued = { trace_id = trace, flags = "01" }

local function with_state(tracestate)
  return { trace_id = trace, flags = "01", tracestate = tracestate }
end

local function with_flags(flags)
  return { trace_id = trace, flags = flags }
end

local vectors = {}

local function add(section, name, expect, ...)
  vectors[#vectors + 1] = { name = name, section = section, expect = expect, headers = { ... } }
end

local function traceparent(section, name, expect, value)
  add(section, name, expect, { "traceparent", value })
end

local function tracestate(section, name, expect, ...)
  local headers = { { "traceparent", valid } }
  for i, value in ipairs { ... } do
    headers[i + 1] = { "tracestate", value }
  end
  vectors[#vectors + 1] = { name = name, section = section, expect = expect, headers = headers }
end

-- Vendors MUST expect the header name in any case.
local section = "Traceparent Header: Header Name"
add(section, "lower case", continued, { "traceparent", valid })
add(section, "upper case", continued, { "TRACEPARENT", valid })
add(section, "mixed case", continued, { "TraceParent", valid })
add(section, "another name with a dash", new, { "trace-parent", valid })
add(section, "another name with a dot", new, { "trace.parent", valid })
add(section, "no headers", new)
section = "Tracestate Header: Header Name"
add(section, "tracestate in upper case", with_state "a=1", { "traceparent", valid }, { "TRACESTATE", "a=1" })
add(section, "tracestate in mixed case", with_state "a=1", { "traceparent", valid }, { "TraceState", "a=1" })
add(section, "another name for tracestate", continued, { "traceparent", valid }, { "trace-state", "a=1" })

section = "traceparent Header Field Values"
traceparent(section, "blanks around the value", continued, " \t" .. valid .. "\t ")
traceparent(section, "empty", new, "")
traceparent(section, "blanks only", new, " ")
traceparent(section, "no dashes", new, rep("0", 55))
traceparent(section, "upper-case trace-id", new, "00-" .. string.upper(trace) .. "-" .. parent .. "-01")
traceparent(section, "missing flags", new, "00-" .. trace .. "-" .. parent)
traceparent(section, "missing flags, with a dash", new, "00-" .. trace .. "-" .. parent .. "-")
add(section, "two different headers", new, { "traceparent", valid },
  { "traceparent", "00-" .. rep("1", 32) .. "-" .. parent .. "-01" })
add(section, "two equal headers", new, { "traceparent", valid }, { "traceparent", valid })

-- Version ff is forbidden.
section = "version"
traceparent(section, "version ff", new, "ff-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "version ff with more", new, "ff-" .. trace .. "-" .. parent .. "-01-more")
traceparent(section, "version FF", new, "FF-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "version not hexadecimal", new, ".0-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "version not hexadecimal at its end", new, "0.-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "version of one digit", new, "0-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "version of three digits", new, "000-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "version of four digits", new, "0000-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "no version", new, "-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "version 00 with more", new, valid .. "-what-the-future-will-be-like")
traceparent(section, "version 00 with a dash", new, valid .. "-")
traceparent(section, "version 00 with a dot", new, valid .. ".")

-- If the trace-id value is invalid, vendors MUST ignore the traceparent.
section = "trace-id"
traceparent(section, "trace-id of zeros", new, "00-" .. rep("0", 32) .. "-" .. parent .. "-01")
traceparent(section, "trace-id of one, padded", { trace_id = rep("0", 31) .. "1", flags = "01" },
  "00-" .. rep("0", 31) .. "1-" .. parent .. "-01")
traceparent(section, "trace-id of f", { trace_id = rep("f", 32), flags = "01" },
  "00-" .. rep("f", 32) .. "-" .. parent .. "-01")
traceparent(section, "trace-id with a dot first", new, "00-." .. rep("1", 31) .. "-" .. parent .. "-01")
traceparent(section, "trace-id with a dot last", new, "00-" .. rep("1", 31) .. ".-" .. parent .. "-01")
traceparent(section, "trace-id with one upper-case digit", new, "00-" .. rep("1", 31) .. "A-" .. parent .. "-01")
traceparent(section, "trace-id too long", new, "00-" .. trace .. "3-" .. parent .. "-01")
traceparent(section, "trace-id too short", new, "00-" .. rep("1", 31) .. "-" .. parent .. "-01")
traceparent(section, "trace-id too short, parent-id too long", new, "00-" .. rep("1", 31) .. "-1" .. parent .. "-01")

-- Vendors MUST ignore the traceparent when the parent-id is invalid.
section = "parent-id"
traceparent(section, "parent-id of zeros", new, "00-" .. trace .. "-0000000000000000-01")
traceparent(section, "parent-id with a dot first", new, "00-" .. trace .. "-.234567890123456-01")
traceparent(section, "parent-id with a dot last", new, "00-" .. trace .. "-123456789012345.-01")
traceparent(section, "parent-id in upper case", new, "00-" .. trace .. "-00F067AA0BA902B7-01")
traceparent(section, "parent-id too long", new, "00-" .. trace .. "-" .. parent .. "0-01")
traceparent(section, "parent-id too short", new, "00-" .. trace .. "-123456789012345-01")

section = "trace-flags"
traceparent(section, "flags with a dot first", new, "00-" .. trace .. "-" .. parent .. "-.0")
traceparent(section, "flags with a dot last", new, "00-" .. trace .. "-" .. parent .. "-0.")
traceparent(section, "flags in upper case", new, "00-" .. trace .. "-" .. parent .. "-0A")
traceparent(section, "flags too long", new, "00-" .. trace .. "-" .. parent .. "-001")
traceparent(section, "flags too short", new, "00-" .. trace .. "-" .. parent .. "-1")
section = "Sampled flag"
traceparent(section, "sampled", with_flags "01", valid)
traceparent(section, "not sampled", with_flags "00", "00-" .. trace .. "-" .. parent .. "-00")

-- A participant that continues a trace MUST set the random-trace-id flag to the value that it received;
-- one that starts a trace with a random trace-id SHOULD set it (as all new traces here show).
section = "Random Trace ID Flag"
traceparent(section, "random and sampled", with_flags "03", "00-" .. trace .. "-" .. parent .. "-03")
traceparent(section, "random and not sampled", with_flags "02", "00-" .. trace .. "-" .. parent .. "-02")
traceparent(section, "random, of a later version", with_flags "03", "01-" .. trace .. "-" .. parent .. "-03-x")

-- Vendors MUST set other flags to zero.
section = "Other Flags"
traceparent(section, "all flags", with_flags "03", "00-" .. trace .. "-" .. parent .. "-ff")
traceparent(section, "an unknown flag", with_flags "00", "00-" .. trace .. "-" .. parent .. "-04")
traceparent(section, "an unknown flag and sampled", with_flags "01", "00-" .. trace .. "-" .. parent .. "-09")
traceparent(section, "the highest flag", with_flags "00", "00-" .. trace .. "-" .. parent .. "-80")

-- Higher versions: MUST check that the ids are hexadecimal and followed by a dash, and that the flags end
-- the header or are followed by a dash; MUST NOT assume anything about unknown fields; MUST send the
-- highest version they know.
section = "Versioning of traceparent"
traceparent(section, "version cc", continued, "cc-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "version cc with a field", continued, "cc-" .. trace .. "-" .. parent .. "-01-what-the-future-will-be-like")
traceparent(section, "version cc with an empty field", continued, "cc-" .. trace .. "-" .. parent .. "-01-")
traceparent(section, "version 01 with other characters", continued, "01-" .. trace .. "-" .. parent .. "-01-.;=A z")
traceparent(section, "version fe", continued, "fe-" .. trace .. "-" .. parent .. "-01")
traceparent(section, "version cc without a dash after the flags", new, "cc-" .. trace .. "-" .. parent .. "-01.what")
traceparent(section, "version cc with flags of three digits", new, "cc-" .. trace .. "-" .. parent .. "-011")
traceparent(section, "version cc shorter than 55 characters", new, "cc-" .. trace .. "-" .. parent .. "-0")
traceparent(section, "version cc, trace-id not hexadecimal", new, "cc-" .. rep("x", 32) .. "-" .. parent .. "-01")
traceparent(section, "version cc, no dash after the trace-id", new, "cc-" .. trace .. "." .. parent .. "-01-x")
traceparent(section, "version cc, parent-id not hexadecimal", new, "cc-" .. trace .. "-" .. rep("x", 16) .. "-01")
traceparent(section, "version cc, no dash after the parent-id", new, "cc-" .. trace .. "-" .. parent .. ".01-x")
traceparent(section, "version cc, flags not hexadecimal", new, "cc-" .. trace .. "-" .. parent .. "-zz-x")
traceparent(section, "version cc, trace-id of zeros", new, "cc-" .. rep("0", 32) .. "-" .. parent .. "-01")
traceparent(section, "version cc, unknown flags", with_flags "01", "cc-" .. trace .. "-" .. parent .. "-f1")

-- If the vendor failed to parse traceparent, it MUST NOT attempt to parse tracestate; failure to parse
-- tracestate MUST NOT affect traceparent.
section = "Tracestate Header"
add(section, "tracestate without traceparent", new, { "tracestate", "a=1,b=2" })
add(section, "tracestate with a malformed traceparent", new,
  { "traceparent", "00-" .. rep("0", 32) .. "-" .. parent .. "-01" }, { "tracestate", "a=1" })
add(section, "tracestate before traceparent", with_state "a=1", { "tracestate", "a=1" }, { "traceparent", valid })
tracestate(section, "malformed tracestate", continued, "what is this")
add("Versioning of tracestate", "tracestate of a later version", with_state "a=1",
  { "traceparent", "cc-" .. trace .. "-" .. parent .. "-01-x" }, { "tracestate", "a=1" })

-- Several headers MUST be combined in their order; empty headers MUST be accepted.
section = "tracestate Header Field Values"
tracestate(section, "one member", with_state "a=1", "a=1")
tracestate(section, "two members", with_state "a=1,b=2", "a=1,b=2")
tracestate(section, "the order is kept", with_state "z=1,a=2,m=3", "z=1,a=2,m=3")
tracestate(section, "three headers", with_state "foo=1,bar=2,rojo=1,congo=2,baz=3", "foo=1,bar=2", "rojo=1,congo=2", "baz=3")
tracestate(section, "empty header", continued, "")
tracestate(section, "empty header first", with_state "foo=1", "", "foo=1")
tracestate(section, "empty header last", with_state "foo=1", "foo=1", "")
tracestate(section, "empty members", with_state "a=1,b=2", "a=1,,b=2")
tracestate(section, "empty members at the ends", with_state "a=1", ",a=1,")
tracestate(section, "members of blanks", with_state "a=1,b=2", "a=1, \t ,b=2")
tracestate(section, "empty members only", continued, ",,,")
tracestate(section, "blanks around members", with_state "foo=1,bar=2,baz=3", "foo=1 \t , \t bar=2, \t baz=3")
tracestate(section, "blanks around the list", with_state "foo=1", "\t foo=1 \t")

local function members(from, to)
  local list = {}
  for i = from, to do
    list[#list + 1] = "bar" .. i .. "=" .. i
  end
  return table.concat(list, ",")
end

section = "list"
tracestate(section, "32 members", with_state(members(1, 32)), members(1, 32))
tracestate(section, "32 members in four headers", with_state(members(1, 32)), members(1, 10), members(11, 20), members(21, 30), members(31, 32))
tracestate(section, "33 members", continued, members(1, 33))
tracestate(section, "32 members and empty ones", with_state(members(1, 32)), members(1, 16) .. ",,," .. members(17, 32))

-- A key MUST begin with a lower-case letter or a digit, and have up to 256 of the given characters.
section = "Key"
tracestate(section, "all characters of a key", with_state "a-z0-9_*/@bcxyz=1", "a-z0-9_*/@bcxyz=1")
tracestate(section, "key of one letter", with_state "z=1", "z=1")
tracestate(section, "key that begins with a digit", with_state "0a=1", "0a=1")
tracestate(section, "key of digits", with_state "12345=1", "12345=1")
tracestate(section, "key of a tenant", with_state "tenant@system=1", "tenant@system=1")
tracestate(section, "key of a tenant that is a digit", with_state "1@s=1", "1@s=1")
tracestate(section, "system that begins with a digit", with_state "t@0s=1", "t@0s=1")
tracestate(section, "long system", with_state("t@" .. rep("v", 15) .. "=1"), "t@" .. rep("v", 15) .. "=1")
tracestate(section, "long tenant", with_state(rep("t", 242) .. "@v=1"), rep("t", 242) .. "@v=1")
tracestate(section, "key that ends with an at sign", with_state "foo@=1,bar=2", "foo@=1,bar=2")
tracestate(section, "key with two at signs", with_state "foo@bar@baz=1", "foo@bar@baz=1")
tracestate(section, "key of 256 characters", with_state(rep("z", 256) .. "=1"), rep("z", 256) .. "=1")
tracestate(section, "key of 257 characters", continued, "foo=1," .. rep("z", 257) .. "=1")
tracestate(section, "key in upper case", continued, "FOO=1")
tracestate(section, "key that begins with an at sign", continued, "@foo=1,bar=2")
tracestate(section, "key that begins with an underscore", continued, "_foo=1")
tracestate(section, "key with a dot", continued, "foo.bar=1")
tracestate(section, "key with a blank", continued, "foo =1")
tracestate(section, "empty key", continued, "=1")
tracestate(section, "no equals sign", continued, "foo")

-- Leading blanks MUST be kept as part of the value; trailing ones do not belong to it.
section = "Value"
tracestate(section, "leading blanks of a value", with_state "a=  1,b=2", "a=  1,b=2")
tracestate(section, "trailing blanks of a value", with_state "a=1,b=2", "a=1  ,b=2")
tracestate(section, "inner blanks of a value", with_state "a=1 2", "a=1 2")
tracestate(section, "all characters of a value",
  with_state "a= !\"#$%&'()*+-./0123456789:;<>?@ABCXYZ[\\]^_`abcxyz{|}~",
  "a= !\"#$%&'()*+-./0123456789:;<>?@ABCXYZ[\\]^_`abcxyz{|}~")
tracestate(section, "value of 256 characters", with_state("a=" .. rep("v", 256)), "a=" .. rep("v", 256))
tracestate(section, "value of 257 characters", continued, "b=1,a=" .. rep("v", 257))
tracestate(section, "value with an equals sign", continued, "foo=bar=baz")
tracestate(section, "empty value", continued, "foo=,bar=3")
tracestate(section, "value of blanks", continued, "foo= ,bar=3")
tracestate(section, "value with a tab", continued, "foo=a\tb")

-- Only one entry per key is allowed.
section = "Combined Header Value"
tracestate(section, "a key twice with one value", continued, "foo=1,foo=1")
tracestate(section, "a key twice", continued, "foo=1,bar=3,foo=2")
tracestate(section, "a key in two headers", continued, "foo=1", "foo=2")

-- At least 512 characters SHOULD be sent on.
section = "tracestate Limits"
local of_512 = "a=" .. rep("1", 253) .. ",b=" .. rep("2", 254)
tracestate(section, "512 characters", with_state(of_512), of_512)

return vectors
