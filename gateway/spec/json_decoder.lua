-- Decodes JSON strictly, for specs: what is no JSON raises an error. null is json_decoder.null; numbers
-- are Lua's; no limits.

local byte, char, find, format, match, sub = string.byte, string.char, string.find, string.format, string.match, string.sub

local json_decoder = { null = {} }

local escapes = { ['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function fail(text, i, what)
  error(format("JSON: %s at %d: %s", what, i, sub(text, i, i + 40)), 0)
end

local function skip(text, i)
  return find(text, "[^ \t\r\n]", i) or #text + 1
end

local function utf8_of(code)
  if code < 0x80 then
    return char(code)
  elseif code < 0x800 then
    return char(0xC0 + (code - code % 64) / 64, 0x80 + code % 64)
  end
  return char(0xE0 + (code - code % 4096) / 4096, 0x80 + ((code - code % 64) / 64) % 64, 0x80 + code % 64)
end

local function string_at(text, i)
  local parts = {}
  i = i + 1
  while true do
    local stop = find(text, '[%c"\\]', i) or fail(text, i, "no end of string")
    parts[#parts + 1] = sub(text, i, stop - 1)
    local c = sub(text, stop, stop)
    if c == '"' then
      return table.concat(parts), stop + 1
    elseif c ~= "\\" then
      if c ~= "\127" then
        fail(text, stop, "control character")
      end
      parts[#parts + 1] = c
      i = stop + 1
    else
      local escape = sub(text, stop + 1, stop + 1)
      local hex = escape == "u" and match(text, "^%x%x%x%x", stop + 2)
      parts[#parts + 1] = escapes[escape] or (hex and utf8_of(tonumber(hex, 16))) or fail(text, stop, "escape")
      i = stop + (hex and 6 or 2)
    end
  end
end

local value_at

local function array_at(text, i)
  local list = {}
  i = skip(text, i + 1)
  if sub(text, i, i) == "]" then
    return list, i + 1
  end
  while true do
    list[#list + 1], i = value_at(text, i)
    local c = sub(text, i, i)
    if c == "]" then
      return list, i + 1
    elseif c ~= "," then
      fail(text, i, "array")
    end
    i = skip(text, i + 1)
  end
end

local function object_at(text, i)
  local object = {}
  i = skip(text, i + 1)
  if sub(text, i, i) == "}" then
    return object, i + 1
  end
  while true do
    local key
    if byte(text, i) ~= 34 then
      fail(text, i, "key")
    end
    key, i = string_at(text, i)
    i = skip(text, i)
    if sub(text, i, i) ~= ":" or object[key] ~= nil then
      fail(text, i, "member " .. key)
    end
    object[key], i = value_at(text, skip(text, i + 1))
    local c = sub(text, i, i)
    if c == "}" then
      return object, i + 1
    elseif c ~= "," then
      fail(text, i, "object")
    end
    i = skip(text, i + 1)
  end
end

local words = { ["true"] = true, ["false"] = false, null = json_decoder.null }

function value_at(text, i)
  local c, value = sub(text, i, i), nil
  if c == "{" then
    value, i = object_at(text, i)
  elseif c == "[" then
    value, i = array_at(text, i)
  elseif c == '"' then
    value, i = string_at(text, i)
  elseif find(c, "[-0-9]") then
    local number = match(text, "^-?%d+%.?%d*[eE]?[-+]?%d*", i)
    value, i = tonumber(number) or fail(text, i, "number"), i + #number
  else
    local word = match(text, "^%a+", i)
    if words[word] == nil then
      fail(text, i, "value")
    end
    value, i = words[word], i + #word
  end
  return value, skip(text, i)
end

function json_decoder.decode(text)
  local value, i = value_at(text, skip(text, 1))
  if i <= #text then
    fail(text, i, "more")
  end
  return value
end

return json_decoder
