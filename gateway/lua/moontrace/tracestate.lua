-- The header tracestate of W3C Trace Context, level 2. A malformed list is discarded as a whole, as the
-- test suite of the W3C expects; that never affects traceparent.

local trim = require("moontrace.header").trim

local type = type
local find, gmatch, match, sub = string.find, string.gmatch, string.match, string.sub
local concat, remove = table.concat, table.remove

local MAX_MEMBERS = 32
local MAX_KEY, MAX_VALUE = 256, 256

-- 32 members of the greatest length have 16,447 characters. A list beyond this is not legal, or consists
-- of blanks.
local MAX_READ = 32768

-- The W3C asks for at least 512; 8192 is what servers commonly accept for one header.
local MAX_SENT = 8192

-- Members longer than this are the first to go when a list has to be truncated.
local LONG_MEMBER = 128

local MEMBER = "^([a-z0-9][a-z0-9_%-*/@]*)=([ -+--<>-~]*[!-+--<>-~])$"

local tracestate = { MAX_SENT = MAX_SENT }

function tracestate.is_key(key)
  return type(key) == "string" and #key <= MAX_KEY and find(key, "^[a-z0-9][a-z0-9_%-*/@]*$") ~= nil
end

function tracestate.is_value(value)
  return type(value) == "string" and #value <= MAX_VALUE and find(value, "^[ -+--<>-~]*[!-+--<>-~]$") ~= nil
end

-- The key of a member without the blanks around it, or nil if it is malformed.
local function key_of(member)
  local key, value = match(member, MEMBER)
  return key and #key <= MAX_KEY and #value <= MAX_VALUE and key or nil
end

-- Blanks in front of a value belong to it, those behind it do not. Returns nil if malformed.
local function members_of(list)
  local members, keys = {}, {}
  for member in gmatch(list, "[^,]+") do
    local key = key_of(member)
    if not key then
      member = trim(member)
      key = key_of(member)
    end
    if key then
      if keys[key] or #members == MAX_MEMBERS then
        return nil
      end
      keys[key] = true
      members[#members + 1] = member
    elseif member ~= "" then
      return nil
    end
  end
  return members
end

local function length_of(members)
  local length = #members - 1
  for i = 1, #members do
    length = length + #members[i]
  end
  return length
end

-- Whole members are removed: first those that are long, from the end, then the last ones.
local function truncate(members, limit)
  local length = length_of(members)
  for i = #members, 1, -1 do
    if length <= limit then
      return members
    end
    if #members[i] > LONG_MEMBER then
      length = length - #remove(members, i) - 1
    end
  end
  while members[1] and length > limit do
    length = length - #remove(members) - 1
  end
  return members
end

local function joined(members, limit)
  truncate(members, limit or MAX_SENT)
  return members[1] and concat(members, ",") or nil
end

-- Returns the list in the form in which it is sent, or nil if it is empty or malformed. Several headers
-- have to be combined before, with a comma, in the order in which they came.
function tracestate.parse(list, limit)
  if type(list) ~= "string" or #list > MAX_READ then
    return nil
  end
  local members = members_of(list)
  return members and joined(members, limit) or nil
end

-- The value of a member of a list that parse() returned.
function tracestate.get(list, key)
  for member in gmatch(list or "", "[^,]+") do
    if sub(member, 1, #key + 1) == key .. "=" then
      return sub(member, #key + 2)
    end
  end
  return nil
end

-- Returns a list with this member in front, where a changed one has to be; nil as value removes it. A
-- key or value that is not legal changes nothing. A full list loses its last member.
function tracestate.set(list, key, value)
  if not tracestate.is_key(key) or (value ~= nil and not tracestate.is_value(value)) then
    return list
  end
  local members = {}
  members[1] = value and key .. "=" .. value or nil
  for member in gmatch(list or "", "[^,]+") do
    if #members < MAX_MEMBERS and sub(member, 1, #key + 1) ~= key .. "=" then
      members[#members + 1] = member
    end
  end
  return joined(members)
end

return tracestate
