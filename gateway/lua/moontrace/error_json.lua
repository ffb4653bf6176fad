-- The members of an error in JSON, in the order of the schema. Each function adds pieces to `out`.

local json = require "moontrace.json"

local sort, tonumber = table.sort, tonumber
local next, type = next, type

local error_json = {}

-- Adds a member unless the value is nil.
local function member(out, name, value)
  if value ~= nil then
    out[#out + 1] = (out.first and "" or ",") .. '"' .. name .. '":' .. json.encode(value)
    out.first = false
  end
end

local function open(out, text)
  out[#out + 1] = (out.first and "" or ",") .. text
  out.first = true
end

local function close(out, text)
  out[#out + 1] = text
  out.first = false
end

local function by_number(one, two)
  return tonumber(one) < tonumber(two)
end

-- Adds a member that is an object of strings, sorted, so that equal errors give equal lines.
local function strings(out, name, map, order)
  local keys = {}
  for key in next, map do
    if type(key) == "string" then
      keys[#keys + 1] = key
    end
  end
  sort(keys, order)
  open(out, '"' .. name .. '":{')
  for i = 1, #keys do
    open(out, json.string(keys[i]) .. ":" .. json.string(map[keys[i]]))
    out.first = false
  end
  close(out, "}")
end

local function frame(out, of)
  open(out, "{")
  member(out, "lang", of.lang)
  member(out, "function", of["function"])
  member(out, "file", of.file)
  member(out, "line", of.line)
  member(out, "module", of.module)
  member(out, "in_app", of.in_app)
  member(out, "chunk_sha256", of.chunk_sha256)
  if of.source then
    strings(out, "source", of.source, by_number)
  end
  if of.locals then
    strings(out, "locals", of.locals)
  end
  close(out, "}")
end

local function frames(out, list)
  open(out, '"frames":[')
  for i = 1, #list do
    frame(out, list[i])
  end
  close(out, "]")
end

-- Of an error in another process only its ids are known.
local function cause(out, of)
  open(out, "{")
  member(out, "lang", of.lang)
  member(out, "type", of.type)
  member(out, "message", of.message)
  member(out, "relation", of.relation)
  member(out, "parent", of.parent or -1)
  member(out, "approximate", of.approximate)
  if of.frames then
    frames(out, of.frames)
  end
  member(out, "trace_id", of.trace_id)
  member(out, "span_id", of.span_id)
  member(out, "error", of.error and { id = of.error.id })
  close(out, "}")
end

-- Adds the member `error`; unless it is complete, only what identifies the error.
function error_json.error(out, err, is_complete)
  open(out, '"error":{')
  member(out, "id", err.id)
  member(out, "type", err.type)
  member(out, "message", err.message)
  member(out, "stack_trace", is_complete and err.stack_trace or nil)
  member(out, "fingerprint", err.fingerprint)
  member(out, "handled", err.handled)
  if is_complete then
    member(out, "approximate", err.approximate)
    frames(out, err.frames)
    open(out, '"causes":[')
    for i = 1, #err.causes do
      cause(out, err.causes[i])
    end
    close(out, "]")
  end
  close(out, "}")
end

error_json.member, error_json.open, error_json.close, error_json.strings = member, open, close, strings

-- Adds `file` and `function` of the application's innermost frame.
function error_json.origin(out, origin)
  open(out, '"origin":{')
  open(out, '"file":{')
  member(out, "name", origin.file)
  member(out, "line", origin.line)
  close(out, "}")
  member(out, "function", origin["function"])
  close(out, "}")
end

return error_json
