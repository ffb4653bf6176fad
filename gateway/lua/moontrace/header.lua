-- Headers of HTTP as Lua programs hold them: a table from name, in any case, to a value or a list of
-- values. They come from strangers, so each walk is bounded and no metamethod is called.

local next, rawget, tostring, type = next, rawget, tostring, type
local find, lower, match, sub = string.find, string.lower, string.match, string.sub

local MAX_HEADERS = 1024
local MAX_VALUES = 64

-- The greatest length of one value, and of the values of one name together.
local limits = { traceparent = 8192, tracestate = 32768, baggage = 8192 }
local MAX_TOTAL = 65536

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

local function add(values, value, limit)
  value = legal(value, limit)
  if not value then
    values.malformed = true
  elseif value ~= "" and values.length + #value <= MAX_TOTAL then
    values[#values + 1] = value
    values.length = values.length + #value
  elseif value ~= "" then
    values.malformed = true
  end
end

local function add_all(values, value, limit)
  if type(value) ~= "table" then
    return add(values, value, limit)
  end
  for i = 1, MAX_VALUES do
    local element = rawget(value, i)
    if element == nil then
      return
    end
    add(values, element, limit)
  end
  values.malformed = true
end

-- The values of traceparent, tracestate and baggage: three lists, each with the field malformed if a
-- value had to be left out.
function header.read(headers)
  local read = {
    traceparent = { length = 0 },
    tracestate = { length = 0 },
    baggage = { length = 0 },
  }
  local seen = 0
  for name, value in next, headers do
    name = type(name) == "string" and #name <= #"traceparent" and lower(name)
    if name and limits[name] then
      add_all(read[name], value, limits[name])
    end
    seen = seen + 1
    if seen == MAX_HEADERS then
      break
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
