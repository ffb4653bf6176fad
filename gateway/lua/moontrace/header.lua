-- Headers of HTTP as Lua programs hold them: a table from name, in any case, to a value or a list of
-- values. They come from strangers, so each walk is bounded and no metamethod is called.

local next, rawget, tostring, type = next, rawget, tostring, type
local find, lower, match, sub = string.find, string.lower, string.match, string.sub
local concat = table.concat

local MAX_HEADERS = 1024
local MAX_VALUES = 64

-- The greatest length of one value, and of the values of one name together.
local limits = { traceparent = 8192, tracestate = 32768, baggage = 8192 }
local MAX_TOTAL = 65536

local names = { "traceparent", "tracestate", "baggage" }

-- The lengths of these names: most other headers are told apart by theirs.
local lengths = { [11] = true, [10] = true, [7] = true }

local header = {}

-- Without the blanks around it, in time proportional to its length.
function header.trim(value)
  local first = find(value, "[^ \t]")
  return first and match(sub(value, first), "^.*[^ \t]") or ""
end

-- Returns the trimmed value, or nil if it has characters that no header may have or is too long.
local function legal(value, limit)
  if type(value) == "number" then
    value = tostring(value)
  end
  if type(value) ~= "string" or #value > limit or find(value, "[^\t -~]") then
    return nil
  end
  return header.trim(value)
end

-- The values of a list, as a new list, and whether one had to be left out. Empty ones are not kept.
local function legal_list(value, limit)
  local values, total, malformed = {}, 0, false
  for i = 1, MAX_VALUES + 1 do
    local element = rawget(value, i)
    if element == nil then
      break
    end
    element = legal(element, limit)
    if not element or total + #element > MAX_TOTAL or i > MAX_VALUES then
      malformed = true
    elseif element ~= "" then
      values[#values + 1] = element
      total = total + #element
    end
  end
  return values, malformed
end

-- The values of one header as one, joined as HTTP joins them, and whether one had to be left out.
local function combined(value, limit)
  if type(value) == "table" then
    local values, malformed = legal_list(value, limit)
    return concat(values, ","), malformed
  end
  value = legal(value, limit)
  return value or "", value == nil
end

-- Names that differ in case only are one header. Baggage keeps what is legal, tracestate is of no use
-- if some of it is missing. A single traceparent or tracestate is checked where it is parsed.
local function add(read, name, value)
  local text, malformed = value, false
  if type(value) ~= "string" or name == "baggage" then
    text, malformed = combined(value, limits[name])
  elseif #value > limits[name] then
    text, malformed = "", true
  end
  if name == "tracestate" and (malformed or read.tracestate == false) then
    read.tracestate = false
  elseif text ~= "" then
    read[name] = read[name] and read[name] .. "," .. text or text
  end
end

local function add_all(read, headers)
  local seen = 0
  for name, value in next, headers do
    if type(name) == "string" and lengths[#name] then
      name = lower(name)
      if limits[name] then
        add(read, name, value)
      end
    end
    seen = seen + 1
    if seen == MAX_HEADERS then
      break
    end
  end
end

-- Returns { traceparent =, tracestate =, baggage = }: the value of each header that was sent, several of
-- one name joined by commas. It is faster if all names are known to be in lower case.
function header.read(headers, in_lower_case)
  local read = {}
  if not in_lower_case then
    add_all(read, headers)
    return read
  end
  for i = 1, #names do
    local value = rawget(headers, names[i])
    if value ~= nil then
      add(read, names[i], value)
    end
  end
  return read
end

-- Sets a header in the place of one of the same name in another case. Nil changes nothing.
function header.set(headers, name, value)
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

return header
