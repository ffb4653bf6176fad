-- Splits the text of a chunk into the tokens of Lua: enough to find functions, their names and their
-- string constants. What is no Lua gives some tokens, never an error.

local byte, char, find, gsub, match, sub = string.byte, string.char, string.find, string.gsub, string.match, string.sub
local concat, floor, tonumber = table.concat, math.floor, tonumber

local ESCAPES = { a = "\a", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", v = "\v" }
local MAX_CODE_POINT = 0x10FFFF

local function utf8_of(point)
  if point < 0x80 then
    return char(point)
  elseif point < 0x800 then
    return char(0xC0 + floor(point / 64), 0x80 + point % 64)
  elseif point < 0x10000 then
    return char(0xE0 + floor(point / 4096), 0x80 + floor(point / 64) % 64, 0x80 + point % 64)
  end
  return char(
    0xF0 + floor(point / 262144),
    0x80 + floor(point / 4096) % 64,
    0x80 + floor(point / 64) % 64,
    0x80 + point % 64
  )
end

local function code_point(hex)
  local point = tonumber(hex, 16)
  return point and point <= MAX_CODE_POINT and utf8_of(point) or ""
end

-- What the escape after a backslash stands for, and the index after it.
local function escaped(raw, i)
  local digits, after = match(raw, "^(%d%d?%d?)()", i)
  if digits then
    return char(tonumber(digits) % 256), after
  end
  digits, after = match(raw, "^x(%x%x)()", i)
  if digits then
    return char(tonumber(digits, 16)), after
  end
  digits, after = match(raw, "^u{(%x+)}()", i)
  if digits then
    return code_point(digits), after
  end
  after = match(raw, "^z%s*()", i)
  if after then
    return "", after
  end
  local c = sub(raw, i, i)
  return ESCAPES[c] or c, i + 1
end

-- The value of a quoted string, from what stands between the quotes.
local function unescaped(raw)
  if not find(raw, "\\", 1, true) then
    return raw
  end
  local parts, i = {}, 1
  while true do
    local at = find(raw, "\\", i, true)
    if not at then
      break
    end
    parts[#parts + 1] = sub(raw, i, at - 1)
    parts[#parts + 1], i = escaped(raw, at + 1)
  end
  parts[#parts + 1] = sub(raw, i)
  return concat(parts)
end

-- The index after a quoted string that begins at i, and its value.
local function quoted(text, i)
  local quote = sub(text, i, i)
  local at = i + 1
  while true do
    at = find(text, '["\'\\\n]', at)
    local c = at and sub(text, at, at)
    if not at or c == "\n" then
      return (at or #text + 1), nil
    elseif c == quote then
      return at + 1, unescaped(sub(text, i + 1, at - 1))
    end
    local skipped = c == "\\" and match(text, "^z%s*()", at + 1)
    at = skipped or at + (c == "\\" and 2 or 1)
  end
end

-- The index after a long bracket that begins at i, and its value; nil if none begins there.
local function long(text, i)
  local level, first = match(text, "^%[(=*)%[\r?\n?()", i)
  if not level then
    return nil
  end
  local close, last = find(text, "]" .. level .. "]", first, true)
  return (last or #text) + 1, sub(text, first, (close or #text + 1) - 1)
end

local function after_comment(text, i)
  return long(text, i + 2) or (find(text, "\n", i, true) or #text + 1)
end

local function line_breaks(text, from, to)
  local _, count = gsub(sub(text, from, to), "\n", "")
  return count
end

-- The kind and value of the token at i, and the index after it. A comment has no kind.
local function token(text, i)
  local c = byte(text, i)
  if find(text, "^[%a_]", i) then
    local value, after = match(text, "^([%w_]+)()", i)
    return "name", value, after
  elseif c == 34 or c == 39 then -- quotes
    local after, value = quoted(text, i)
    return "string", value, after
  elseif find(text, "^%-%-", i) then
    return nil, nil, after_comment(text, i)
  elseif find(text, "^%[=*%[", i) then
    local after, value = long(text, i)
    return "string", value, after
  elseif find(text, "^%.?%d", i) then
    return "number", nil, match(text, "^%.?%d[%w.]*()", i)
  end
  local value, after = match(text, "^([.=~<>:]+)()", i)
  return "symbol", value or sub(text, i, i), after or i + 1
end

-- The index after a byte order mark and a first line that begins with "#".
local function beginning(text)
  local i = find(text, "^\239\187\191") and 4 or 1
  return find(text, "^#", i) and (find(text, "\n", i, true) or #text + 1) or i
end

local lua_tokens = {}

-- Calls take(kind, value, line) for each token. Kinds are "name" (keywords as well), "string", "number"
-- and "symbol"; the line of a string is its last.
function lua_tokens.each(text, take)
  local i, line = beginning(text), 1
  while true do
    local begin = find(text, "%S", i)
    line = line + line_breaks(text, i, (begin or #text + 1) - 1)
    if not begin then
      return
    end
    local kind, value, after = token(text, begin)
    if kind ~= "name" and kind ~= "symbol" then
      line = line + line_breaks(text, begin, after - 1)
    end
    if kind then
      take(kind, value, line)
    end
    i = after
  end
end

return lua_tokens
