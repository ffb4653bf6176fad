-- The text form of an error, in the format of Java's printStackTrace: "type: message", the frames, then the
-- causes without the frames in common with their parent. Elastic parses the frame lines by
-- `at (.*)\(([^:]*)(?::([0-9]+))?\)`, so colons and parentheses in file names are replaced.

local text = require "moontrace.text"
local utf8_text = require "moontrace.utf8_text"

local concat = table.concat
local gsub, rawequal = string.gsub, rawequal

local MAX_TEXT = 128 * 1024
local MAX_MESSAGE = 8192
local CAPTIONS = { cause = "Caused by: ", suppressed = "Suppressed: ", lua_rethrow = "Rethrown from Lua: " }
local IN_LOCATION = { [":"] = "_", ["("] = "[", [")"] = "]" }

local stack_text = {}

local function location(frame)
  local file = frame.file and gsub(frame.file, "[:()]", IN_LOCATION)
    or (frame.lang == "lua" and "[builtin]" or "Unknown Source")
  return frame.line and file .. ":" .. frame.line or file
end

-- One frame without the leading tab: at <lua> checkout(scripts/orders.lua:12).
function stack_text.line(frame)
  local owner = frame.lang == "lua" and "<lua> " or frame.module .. "."
  return "at " .. owner .. frame["function"] .. "(" .. location(frame) .. ")"
end

local function headline(caption, err)
  if err.relation == "remote" then
    return caption .. "error " .. err.error.id .. (err.trace_id and " of trace " .. err.trace_id or "")
  elseif err.message == "" then
    return caption .. err.type
  end
  return caption .. err.type .. ": " .. text.one_line(err.message, MAX_MESSAGE)
end

local function same(one, two)
  return rawequal(one, two)
    or (
      one.lang == two.lang
      and one["function"] == two["function"]
      and one.file == two.file
      and one.line == two.line
      and one.module == two.module
      and one.chunk_sha256 == two.chunk_sha256
    )
end

-- The number of outermost frames that a cause has in common with its parent; none if outer frames are
-- missing, because then equal frames are a coincidence.
local function common(cause, parent)
  local inner, outer, n = cause.frames, parent.frames, 0
  if cause.relation == "lua_rethrow" and cause.approximate then
    return 0
  end
  while n < #inner and n < #outer and same(inner[#inner - n], outer[#outer - n]) do
    n = n + 1
  end
  return n
end

-- Adds a line if it fits. After a line that does not fit, no other fits.
local function add(out, line)
  local length = utf8_text.length(line) + 1
  out.room = length <= out.room and out.room - length or -1
  if out.room >= 0 then
    out[#out + 1] = line
  end
end

local function add_frames(out, err, own)
  for i = 1, own do
    if out.room <= 0 then
      break
    end
    add(out, "\t" .. stack_text.line(err.frames[i]))
  end
  if #err.frames > own then
    add(out, "\t... " .. #err.frames - own .. " more")
  end
  if err.approximate then
    add(out, "\t... some frames are not known")
  end
end

-- At most 131,072 characters, cut after a whole line.
function stack_text.of(err)
  local out = { room = MAX_TEXT }
  add(out, headline("", err))
  add_frames(out, err, #err.frames)
  for i = 1, #err.causes do
    local cause = err.causes[i]
    add(out, headline(CAPTIONS[cause.relation] or CAPTIONS.cause, cause))
    if cause.frames then
      local parent = cause.parent == -1 and err or err.causes[cause.parent + 1]
      add_frames(out, cause, #cause.frames - common(cause, parent))
    end
  end
  return concat(out, "\n") .. "\n"
end

return stack_text
