-- The texts of chunks, and what is known from them: functions, lines, the hash. A text is read once, from
-- the file that debug.getinfo names, or is the source itself. Bounded and cached; never raises.

local bits = require "moontrace.bits"
local lua_functions = require "moontrace.lua_functions"
local redaction = require "moontrace.redaction"
local sha256 = require "moontrace.sha256"

local find, match, sub = string.find, string.match, string.sub
local remove = table.remove
local open = io and io.open
local compile = loadstring or load
local ipairs, pcall = ipairs, pcall

-- Bytes of one text; of a text whose functions are searched; of a text that is hashed without bit
-- operations, which takes a hundred times as long.
local MAX_LENGTH = 1024 * 1024
local MAX_PARSED = 512 * 1024
local MAX_HASHED_SLOWLY = 16 * 1024

-- Chunks remembered, and bytes of their texts.
local MAX_CHUNKS = 128
local MAX_TOTAL = 16 * 1024 * 1024

-- Bytes of a text, and of a word, that serve as the name of a chunk.
local MAX_NAME = 60
local MAX_WORD = 240

local PRECOMPILED = "\27"

local chunks, order, total = {}, {}, 0

-- A chunk can have any name, also that of a device that never ends or a pipe that never answers. So only
-- files with the name of a script are read.
local function read_file(path)
  if not open or not find(path, "%.[lL][uU][aA]$") then
    return nil
  end
  local file = open(path, "rb")
  if not file then
    return nil
  end
  local text = file:read(MAX_LENGTH + 1)
  file:close()
  return text and #text <= MAX_LENGTH and text or nil
end

-- A source without a prefix is the text of the chunk, or a name that the program gave it. What is no Lua
-- is a name. The text is compiled, but never run.
local function is_text(source)
  return #source <= MAX_LENGTH and compile(source, "=moontrace") ~= nil
end

local function read(source)
  local first = sub(source, 1, 1)
  local text
  if first == "@" then
    text = read_file(sub(source, 2))
  elseif first ~= "=" and first ~= PRECOMPILED and is_text(source) then
    text = source
  end
  return text and sub(text, 1, 1) ~= PRECOMPILED and text or nil
end

local function make_room(bytes)
  while #order > 0 and (#order >= MAX_CHUNKS or total + bytes > MAX_TOTAL) do
    local oldest = remove(order, 1)
    total = total - #(chunks[oldest].text or "")
    chunks[oldest] = nil
  end
end

local function find_functions(chunk)
  local ok, functions = pcall(lua_functions.of, #chunk.text <= MAX_PARSED and chunk.text or "")
  local by_lines = {}
  for _, each in ipairs(ok and functions or {}) do
    local key = each.first .. ":" .. (each.last or 0)
    by_lines[key] = by_lines[key] or {}
    by_lines[key][#by_lines[key] + 1] = each
  end
  return by_lines
end

local chunk_sources = {}

-- The chunk with this source, or nil if its text is not known.
function chunk_sources.of(source)
  local chunk = chunks[source]
  if not chunk then
    local ok, text = pcall(read, source)
    chunk = { text = ok and text or nil }
    make_room(#(chunk.text or ""))
    chunks[source] = chunk
    order[#order + 1] = source
    total = total + #(chunk.text or "")
  end
  return chunk.text and chunk or nil
end

-- The functions between two lines, as debug.getinfo reports them.
function chunk_sources.functions(chunk, first, last)
  chunk.functions = chunk.functions or find_functions(chunk)
  return chunk.functions[first .. ":" .. last] or {}
end

-- The SHA-256 of the text, or nil if it would take too long.
function chunk_sources.sha256(chunk)
  if not chunk.sha256 and (not bits.is_slow or #chunk.text <= MAX_HASHED_SLOWLY) then
    chunk.sha256 = sha256(chunk.text)
  end
  return chunk.sha256
end

local function find_lines(text)
  local begins, i = { 1 }, 1
  while true do
    local after = match(text, "^[^\r\n]*()", i)
    local pair = sub(text, after, after + 1)
    if pair == "" then
      return begins
    end
    i = after + ((pair == "\r\n" or pair == "\n\r") and 2 or 1)
    begins[#begins + 1] = i
  end
end

-- A line of the text, or nil.
function chunk_sources.line(chunk, number)
  chunk.lines = chunk.lines or find_lines(chunk.text)
  local begin = chunk.lines[number]
  if not begin or begin > #chunk.text then
    return nil
  end
  local line = match(chunk.text, "^[^\r\n]*", begin)
  return number == 1 and find(line, "^\239\187\191") and sub(line, 4) or line
end

local function first_line(text)
  local line = sub(match(text, "^[^\n]*"), 1, MAX_NAME)
  return #line == #text and line or line .. "..."
end

-- How a chunk is called: what follows "@" or "=", a single word, or the first line of the text.
function chunk_sources.name(source)
  local prefix = sub(source, 1, 1)
  if source == "" then
    return "?"
  elseif prefix == "@" or prefix == "=" then
    return sub(source, 2)
  elseif #source <= MAX_WORD and find(source, "^[%w._/\\:$-]+$") then
    return source
  end
  return '[string "' .. redaction.code(first_line(source)) .. '"]'
end

return chunk_sources
