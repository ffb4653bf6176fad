-- The local variables and upvalues of an activation, name to literal. Values are kept as text, because
-- they can change after the error. An inner variable hides an outer one of the same name.

local lua_values = require "moontrace.lua_values"
local redaction = require "moontrace.redaction"
local text = require "moontrace.text"

local getlocal, getupvalue = debug.getlocal, debug.getupvalue
local byte = string.byte

local MAX_LOCALS = 32
local MAX_VALUE = 200

-- Variables that are looked at, hidden and internal ones included.
local MAX_WALK = 250

local ENVIRONMENT = "_ENV"
local PARENTHESIS = 40

local function add(found, name, value)
  -- Names like "(for index)" are internal to the interpreter.
  if name == "" or byte(name) == PARENTHESIS or name == ENVIRONMENT then
    return
  elseif found.values[name] == nil then
    if #found.names >= MAX_LOCALS then
      return
    end
    found.names[#found.names + 1] = name
  end
  local shown = redaction.is_secret(name) and redaction.REDACTED or redaction.text(lua_values.literal(value), MAX_VALUE)
  found.values[name] = text.one_line(shown, MAX_VALUE)
end

-- A level of the stack is that of the function two calls outside of this one. No tail calls: whether they
-- count as a level differs from Lua to Lua.
local function read_local(thread, level, i)
  local name, value
  if thread then
    name, value = getlocal(thread, level, i)
  else
    name, value = getlocal(level + 2, i)
  end
  return name, value
end

-- The variables at a level as the caller counts it (1 is the caller), or of a coroutine: {names, values}.
return function(thread, level, fn)
  local found = { names = {}, values = {} }
  for i = 1, MAX_WALK do
    local name, value = read_local(thread, level, i)
    if not name then
      break
    end
    add(found, name, value)
  end
  for i = 1, fn and MAX_WALK or 0 do
    local name, value = getupvalue(fn, i)
    if not name then
      break
    end
    if found.values[name] == nil then
      add(found, name, value)
    end
  end
  return found
end
