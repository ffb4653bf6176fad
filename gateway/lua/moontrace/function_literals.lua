-- The string constants of a function: from LuaJIT itself, else from the text of its chunk.

local chunk_sources = require "moontrace.chunk_sources"
local string_literals = require "moontrace.string_literals"

local next, pcall, require, type = next, pcall, require, type

-- Constants of one function that are looked at, and entries of one table among them.
local MAX_CONSTANTS = 256
local MAX_ENTRIES = 64

local has_util, util = pcall(require, "jit.util")
local funck = has_util and type(util) == "table" and util.funck or nil

local function add_entries(strings, template)
  local seen = 0
  for key, value in next, template do
    strings[#strings + 1] = type(key) == "string" and key or nil
    strings[#strings + 1] = type(value) == "string" and value or nil
    seen = seen + 1
    if seen == MAX_ENTRIES then
      break
    end
  end
end

-- A constant table of a constructor holds the strings in it.
local function of_constants(fn)
  local strings = {}
  for i = 1, MAX_CONSTANTS do
    local constant = funck(fn, -i)
    if constant == nil then
      break
    elseif type(constant) == "table" then
      add_entries(strings, constant)
    elseif type(constant) == "string" then
      strings[#strings + 1] = constant
    end
  end
  return strings
end

local function of_definition(definition)
  definition.string_literals = definition.string_literals or string_literals.of(definition.literals)
  return definition.string_literals
end

local function_literals = {}

-- The functions of the text that an activation may be of: more than one if several are on one line.
function function_literals.definitions(info)
  local chunk = chunk_sources.of(info.source)
  if not chunk then
    return {}
  elseif info.what == "main" then
    return chunk_sources.functions(chunk, 0, 0)
  end
  local matching = {}
  local functions = chunk_sources.functions(chunk, info.linedefined, info.lastlinedefined)
  for i = 1, #functions do
    local each = functions[i]
    local is_vararg = each.is_vararg or false
    if not info.nparams or (each.parameters == info.nparams and is_vararg == (info.isvararg or false)) then
      matching[#matching + 1] = each
    end
  end
  return matching
end

-- The constants of the function of an activation, or nil if they are not known.
function function_literals.of(info)
  if funck and info.func then
    local ok, strings = pcall(of_constants, info.func)
    if ok then
      return string_literals.of(strings)
    end
  end
  local definition = function_literals.definitions(info)[1]
  return definition and of_definition(definition) or nil
end

return function_literals
