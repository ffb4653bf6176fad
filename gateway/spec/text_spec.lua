-- JSON and printable text.

local checks = require "checks"
local json = require "moontrace.json"
local text = require "moontrace.text"
local timestamps = require "moontrace.timestamps"
local utf8_text = require "moontrace.utf8_text"

local check, equal = checks.check, checks.equal
local rep = string.rep
local REPLACEMENT = "\239\191\189"

-- Numbers

for value, expected in pairs {
  [0] = "0", [1] = "1", [-1] = "-1", [1764051234563] = "1764051234563", [1764051234563123] = "1764051234563123",
  [2 ^ 53] = "9007199254740992", [1e20] = "100000000000000000000", [0.5] = "0.5", [-0.1] = "-0.1",
  [1e300] = "1e+300", [math.huge] = "null", [-math.huge] = "null", [1 / 3] = "0.3333333333333333",
} do
  equal(json.encode(value), expected, "number")
end
equal(json.encode(0 / 0), "null", "not a number")
equal(json.encode(-0.0), "0", "minus zero")
equal(tonumber(json.encode(1e300)), 1e300, "exact")

-- Values

equal(json.encode(nil), "null", "nil")
equal(json.encode(true), "true", "true")
equal(json.encode { 1, "a", false, { b = 2 } }, '[1,"a",false,{"b":2}]', "array")
equal(json.encode {}, "{}", "object by default")
equal(json.encode(json.array()), "[]", "array")
equal(json.encode(json.object { "a" }), '{"1":"a"}', "object")
equal(json.encode { a = json.array { 1, 2 } }, '{"a":[1,2]}', "marked")
equal(json.encode { [print] = 1, a = print }, '{"a":null}', "no JSON form")
equal(json.encode { { }, json.array {} }, "[{},[]]", "nested")

-- Strings

equal(json.string "plain", '"plain"', "plain")
equal(json.string 'a"b\\c', '"a\\"b\\\\c"', "escapes")
equal(json.string "\b\f\n\r\t\0\1\31\127", '"\\b\\f\\n\\r\\t\\u0000\\u0001\\u001f\\u007f"', "control characters")
equal(json.string "\195\164\226\130\172\240\159\142\137", '"\195\164\226\130\172\240\159\142\137"', "UTF-8")
equal(json.string "a\255b", '"a' .. REPLACEMENT .. 'b"', "invalid")
equal(json.string "\195", '"' .. REPLACEMENT .. '"', "cut")

-- Malformed UTF-8 as Java decodes it: one U+FFFD for each maximal subpart

for bytes, replacements in pairs {
  ["\255"] = 1, ["\128\128"] = 2, ["\192\128"] = 2, ["\193\191"] = 2, ["\237\160\128"] = 3, ["\224\128\128"] = 3,
  ["\226\130"] = 1, ["\240\159\142"] = 1, ["\240\128\128\128"] = 4, ["\244\144\128\128"] = 4, ["\245\128"] = 2,
  ["\226\130\226\130"] = 2,
} do
  equal(utf8_text.valid("a" .. bytes .. "b"), "a" .. rep(REPLACEMENT, replacements) .. "b", "malformed")
end
equal(utf8_text.length "a\195\164\226\130\172\240\159\142\137", 5, "length")
equal(utf8_text.valid "\239\187\191a", "\239\187\191a", "a byte order mark is a character")

-- Hostile tables

local function boom()
  error "a metamethod was called"
end
local hostile = setmetatable({ a = 1 }, {
  __index = boom, __newindex = boom, __tostring = boom, __len = boom, __pairs = boom, __eq = boom, __metatable = false,
})
equal(json.encode(hostile), '{"a":1}', "no metamethod")
equal(json.encode { hostile, hostile }, '[{"a":1},{"a":1}]', "no metamethod")
local cycle = {}
cycle[1] = cycle
check(#json.encode(cycle) < 100, "cycle")
local deep = {}
for _ = 1, 100000 do
  deep = { deep }
end
check(#json.encode(deep) < 100, "deep")
local wide = {}
for i = 1, 4 do
  wide[i] = wide
end
local begin = os.clock()
json.encode(wide)
check(os.clock() - begin < 20, "bounded")

-- Text

equal(text.one_line("a\nb", 10), "a\\nb", "line feed")
equal(text.lines("a\n\tb\r", 10), "a\n\tb\\r", "lines")
equal(text.lines("\194\133\226\128\168\194\144\127", 10), "\\n\\n" .. REPLACEMENT .. REPLACEMENT, "controls")
equal(text.one_line(rep("a", 11), 10), rep("a", 10) .. text.TRUNCATED, "cut")
equal(text.one_line(rep("\195\164", 11), 10), rep("\195\164", 10) .. text.TRUNCATED, "characters count")
equal(text.one_line(rep("\195\164", 10), 10), rep("\195\164", 10), "fits")
equal(text.one_line(rep("\240\159\142\137", 6), 10), rep("\240\159\142\137", 5) .. text.TRUNCATED, "two units each")
equal(text.one_line(rep("\255", 100000), 10), rep(REPLACEMENT, 10) .. text.TRUNCATED, "invalid, long")
equal(text.name "", "?", "no name")
equal(#text.name(rep("n", 600)), 512 + #text.TRUNCATED, "a long name")
equal(text.one_line("", 10), "", "empty")

-- Timestamps

equal(timestamps(1764051234563123), "2025-11-25T06:13:54.563123Z", "now")
equal(timestamps(0), "1970-01-01T00:00:00.000000Z", "epoch")
equal(timestamps(951782400000000), "2000-02-29T00:00:00.000000Z", "leap day")
equal(timestamps(4102444800000001), "2100-01-01T00:00:00.000001Z", "beyond 2038")
equal(timestamps(4107542400000000), "2100-03-01T00:00:00.000000Z", "2100 has no leap day")
equal(timestamps(1e300), "9999-12-31T23:59:59.000000Z", "last")
equal(timestamps(-5), "1970-01-01T00:00:00.999995Z", "before 1970")

checks.done()
