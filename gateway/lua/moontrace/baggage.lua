-- W3C Baggage. A baggage is an immutable list of entries { key, value, member }: member is the text of
-- the entry as it is sent, with the properties it came with, so what is not changed goes on unchanged.

local trim = require("moontrace.header").trim

local ipairs, tonumber, type = ipairs, tonumber, type
local byte, char, find, format, gmatch, gsub, match =
  string.byte, string.char, string.find, string.format, string.gmatch, string.gsub, string.match
local concat = table.concat

-- The W3C asks for at least 64 entries and 8,192 bytes.
local MAX_ENTRIES, MAX_LENGTH = 64, 8192
local MAX_KEY, MAX_VALUE = 256, 4096

-- What is looked at, legal or not.
local MAX_READ, MAX_MEMBERS = 65536, 1024

-- Not a baggage-octet; and what is encoded in values of our own, where "=" is too, because there are
-- parsers that stop at it.
local NOT_OCTET = "[^!#-+--:<-[%]^-~]"
local TO_ENCODE = "[^!#$&-+--:<>-[%]^-~]"

local baggage = { MAX_LENGTH = MAX_LENGTH }

function baggage.is_key(key)
  return type(key) == "string" and #key <= MAX_KEY and find(key, "^[A-Za-z0-9!#$%%&'*+.^_`|~-]+$") ~= nil
end

local function encoded_character(c)
  return format("%%%02X", byte(c))
end

local function encode(value)
  return (gsub(value, TO_ENCODE, encoded_character))
end

local function decoded_byte(hex)
  return char(tonumber(hex, 16))
end

-- A value that has characters that should have been encoded is read all the same, and sent encoded.
local function entry_of(text)
  local key, value, properties = match(text, "^[ \t]*([^=; \t]+)[ \t]*=([^;]*)(.*)$")
  if not baggage.is_key(key) then
    return nil
  end
  value, properties = trim(value), trim(properties)
  local decoded = gsub(value, "%%(%x%x)", decoded_byte)
  local sent = find(value, NOT_OCTET) and encode(decoded) or value
  if find(properties, "[^\t -~]") then
    properties = ""
  end
  return { key = key, value = decoded, member = key .. "=" .. sent .. properties }
end

local function index_of(entries, key)
  for i = 1, #entries do
    if entries[i].key == key then
      return i
    end
  end
  return nil
end

-- Adds or replaces an entry, unless that would exceed a limit. Returns the new length.
local function put(entries, entry, length)
  local at = index_of(entries, entry.key) or #entries + 1
  local before = entries[at] and #entries[at].member + 1 or 0
  local after = length - before + #entry.member + 1
  if at > MAX_ENTRIES or after > MAX_LENGTH + 1 then
    return length
  end
  entries[at] = entry
  return after
end

-- Returns a baggage, or nil if the header has no legal entry. What is malformed, or beyond the limits,
-- is left out; of two entries with one key, the last counts.
function baggage.parse(header)
  if type(header) ~= "string" or #header > MAX_READ then
    return nil
  end
  local entries, length, seen = {}, 0, 0
  for text in gmatch(header, "[^,]+") do
    local entry = entry_of(text)
    length = entry and put(entries, entry, length) or length
    seen = seen + 1
    if seen == MAX_MEMBERS then
      break
    end
  end
  return entries[1] and entries or nil
end

function baggage.get(entries, key)
  local at = entries and index_of(entries, key)
  return at and entries[at].value or nil
end

-- A new table from key to value.
function baggage.all(entries)
  local all = {}
  for _, entry in ipairs(entries or {}) do
    all[entry.key] = entry.value
  end
  return all
end

-- Returns a baggage with this entry; nil as value removes it. An entry beyond the limits changes nothing.
function baggage.set(entries, key, value)
  entries = entries or {}
  local at = index_of(entries, key)
  if not baggage.is_key(key) or #(value or "") > MAX_VALUE or (not at and #entries >= MAX_ENTRIES) then
    return entries
  end
  local changed = {}
  for i = 1, #entries do
    if i ~= at or value then
      changed[#changed + 1] = entries[i]
    end
  end
  if value then
    changed[at or #changed + 1] = { key = key, value = value, member = key .. "=" .. encode(value) }
  end
  return changed
end

-- The header, or nil if there is nothing to send. Entries that would exceed the limit are left out.
function baggage.format(entries)
  local members, length = {}, -1
  for _, entry in ipairs(entries or {}) do
    if length + #entry.member + 1 <= MAX_LENGTH then
      members[#members + 1] = entry.member
      length = length + #entry.member + 1
    end
  end
  return members[1] and concat(members, ",") or nil
end

return baggage
