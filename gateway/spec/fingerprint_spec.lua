-- The vectors of fingerprints.json, and SHA-256 itself.

local checks = require "checks"
local fingerprint = require "moontrace.fingerprint"
local message_text = require "moontrace.message_text"
local sha256 = require "moontrace.sha256"
local string_literals = require "moontrace.string_literals"
local pairs_of_errors = require "vectors.fingerprints"

local equal = checks.equal

-- Vectors of FIPS 180-4 and lengths around those of a block.
equal(sha256 "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "of nothing")
equal(sha256 "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "of abc")
equal(sha256 "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", "of two blocks")
equal(sha256(string.rep("a", 55)), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318", "55")
equal(sha256(string.rep("a", 64)), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb", "64")
equal(sha256("\0\255\128"), sha256(string.char(0, 255, 128)), "bytes")

-- Positions and pieces

for message, rest in pairs {
  ["@shop.lua:9 @a/b.lua:?: no tea"] = "no tea", ["C:\\a.lua:1: x"] = "x", ['[string "return x"]:1: y'] = "y",
  ['[string "a"]b"]:12: y'] = "y", ['[string "a\n"]:1: y'] = '[string "a\n"]:1: y', ["no tea: 1: x"] = "no tea: 1: x",
  ["a.lua:12:no blank"] = "a.lua:12:no blank", ["C:12 x"] = "x", [":1: x"] = ":1: x", [""] = "",
} do
  equal(message_text.without_position(message), rest, message)
end
local longest = string_literals.of { "no ", "no price for ", " (%d)" }
equal(string_literals.text(longest, "a.lua:1: no price for tea (3)"), "no price for ", "the longest, and no punctuation")
equal(string_literals.text(longest, "yes"), nil, "none")

local function frames_of(vector)
  local frames = {}
  for i, frame in ipairs(vector) do
    if frame[1] == "lua" then
      frames[i] = { lang = "lua", ["function"] = frame[2], file = frame[3], line = 1, in_app = true }
    elseif frame[1] == "java" then
      local in_app = not string.find(frame[3], "^javax?%.") and not string.find(frame[3], "^org%.luaj%.")
      frames[i] = { lang = "java", ["function"] = frame[2], module = frame[3], line = 1, in_app = in_app }
    else
      frames[i] = { lang = "lua", ["function"] = frame[2], module = "[builtin]", in_app = false }
    end
  end
  return frames
end

local function literal_text(vector)
  local functions = {}
  for i, strings in ipairs(vector.literals or {}) do
    functions[i] = string_literals.of(strings)
  end
  return vector.literals and string_literals.first_text(functions, vector.message) or nil
end

local function error_of(vector)
  local causes = {}
  for i, cause in ipairs(vector.causes or {}) do
    causes[i] = {
      relation = cause.relation, parent = cause.parent, lang = "lua", type = cause.type, message = cause.message,
      frames = frames_of(cause.frames), literal_text = literal_text(cause),
    }
  end
  return {
    type = vector.type, message = vector.message, frames = frames_of(vector.frames),
    literal_text = literal_text(vector), causes = causes,
  }
end

for _, pair in ipairs(pairs_of_errors) do
  for _, vector in ipairs { pair.one, pair.two } do
    local err = error_of(vector)
    equal(table.concat(fingerprint.lines(err), "\n"), table.concat(vector.hashed, "\n"), pair.name)
    equal(fingerprint.of(err), vector.fingerprint, pair.name)
    equal(fingerprint.of(err), vector.fingerprint, "remembered")
  end
  equal(pair.one.fingerprint == pair.two.fingerprint, pair.bug == "same", pair.name)
end
equal(#pairs_of_errors >= 40, true, "vectors")

checks.done()
