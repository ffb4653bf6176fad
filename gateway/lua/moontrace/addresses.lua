-- Lists of addresses and CIDR blocks, IPv4 and IPv6: 10.0.0.7, 10.0.0.0/8, fd00::/8. The agent's setting
-- moontrace.link.trusted has the same syntax. Names are not resolved.

local floor = math.floor
local find, gmatch, gsub, match, sub = string.find, string.gmatch, string.gsub, string.match, string.sub
local tonumber, type = tonumber, type

-- Entries of a list; further ones are ignored.
local MAX_ENTRIES = 1000

-- Characters of an address without its zone: that of an IPv6 address that ends in an IPv4 address.
local MAX_LENGTH = 45

local V4, V6 = 4, 16 -- bytes
local GROUPS = 8
local MAPPED = 96 -- bits before the IPv4 address in ::ffff:10.0.0.7

local addresses = {}

-- A number without a leading zero, which others read as octal.
local function decimal(digits, max)
  local number = match(digits, "^%d%d?%d?$") and tonumber(digits)
  return number and number <= max and (digits == "0" or sub(digits, 1, 1) ~= "0") and number or nil
end

local function v4(text)
  local bytes = {}
  for part in gmatch(text .. ".", "(.-)%.") do
    local byte = #bytes < V4 and decimal(part, 255)
    if not byte then
      return nil
    end
    bytes[#bytes + 1] = byte
  end
  return #bytes == V4 and bytes or nil
end

-- Appends the groups between colons; false if one is none.
local function add_groups(bytes, text)
  if text == "" then
    return true
  end
  for part in gmatch(text .. ":", "(.-):") do
    local group = match(part, "^%x%x?%x?%x?$") and tonumber(part, 16)
    if not group then
      return false
    end
    bytes[#bytes + 1] = floor(group / 256)
    bytes[#bytes + 1] = group % 256
  end
  return true
end

-- An IPv4 address at the end as two groups.
local function without_v4(text)
  local before, last = match(text, "^(.*:)([%d.]+)$")
  if not before or not find(last, ".", 1, true) then
    return text
  end
  local bytes = v4(last)
  return bytes and before .. ("%x:%x"):format(bytes[1] * 256 + bytes[2], bytes[3] * 256 + bytes[4]) or nil
end

local function v6(text)
  text = without_v4(text)
  if not text then
    return nil
  end
  local head, tail = match(text, "^(.-)::(.*)$")
  local bytes, rest = {}, {}
  if not add_groups(bytes, head or text) or not add_groups(rest, tail or "") then
    return nil
  end
  local missing = 2 * GROUPS - #bytes - #rest
  if (head and missing < 2) or (not head and missing ~= 0) then
    return nil
  end
  for _ = 1, missing do
    bytes[#bytes + 1] = 0
  end
  for i = 1, #rest do
    bytes[#bytes + 1] = rest[i]
  end
  return bytes
end

local function is_mapped(bytes)
  for i = 1, 10 do
    if bytes[i] ~= 0 then
      return false
    end
  end
  return bytes[11] == 255 and bytes[12] == 255
end

-- The bytes of an address, and how many of those it was written with were cut: an IPv4 address that is
-- written as an IPv6 one is an IPv4 address.
local function parsed(text)
  text = gsub(text, "^([^%%]*:[^%%]*)%%[^/]*$", "%1") -- the zone of a link-local address
  if text == "" or #text > MAX_LENGTH then
    return nil
  elseif not find(text, ":", 1, true) then
    return v4(text), 0
  end
  local bytes = v6(text)
  if bytes and is_mapped(bytes) then
    return { bytes[13], bytes[14], bytes[15], bytes[16] }, MAPPED
  end
  return bytes, 0
end

-- One entry of a list: {bytes, bits}, or nil.
local function block(text)
  local address, digits = match(text, "^([^/%%]+)/(%d+)$")
  local bytes, cut = parsed(address or text)
  if not bytes then
    return nil
  end
  local most = #bytes * 8
  local bits = not address and most or decimal(digits, cut + most)
  bits = bits and (address and bits - cut or bits)
  return bits and bits >= 0 and { bytes = bytes, bits = bits } or nil
end

local function contains(of, bytes)
  if #of.bytes ~= #bytes then
    return false
  end
  local whole = floor(of.bits / 8)
  for i = 1, whole do
    if of.bytes[i] ~= bytes[i] then
      return false
    end
  end
  local rest = of.bits % 8
  if rest == 0 then
    return true
  end
  local unit = 2 ^ (8 - rest)
  return floor(of.bytes[whole + 1] / unit) == floor(bytes[whole + 1] / unit)
end

-- The address in 10.0.0.7:8080 or [::1]:8080; an address without a port is returned as it is.
function addresses.host(text)
  return match(text, "^%[([^%]]*)%]") or match(text, "^([^:]*):%d+$") or text
end

-- A list from text with commas. Returns it and the parts that are no addresses; nil for an empty one.
-- list.contains(address): whether an address, as text without a port, is in it.
function addresses.list(text)
  local blocks, wrong = {}, {}
  for part in gmatch(type(text) == "string" and text or "", "[^,]+") do
    part = match(part, "^%s*(.-)%s*$")
    if #blocks + #wrong == MAX_ENTRIES then
      break
    elseif part ~= "" then
      local of = block(part)
      local into = of and blocks or wrong
      into[#into + 1] = of or part
    end
  end
  if #blocks == 0 then
    return nil, wrong
  end
  local list = {}

  function list.contains(address)
    local bytes = type(address) == "string" and parsed(address)
    for i = 1, bytes and #blocks or 0 do
      if contains(blocks[i], bytes) then
        return true
      end
    end
    return false
  end

  return list, wrong
end

return addresses
