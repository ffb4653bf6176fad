-- Finds the functions in the text of a chunk: their lines, the names under which they are defined, and
-- their string constants, those of nested functions excluded.

local definition_names = require "moontrace.definition_names"
local lua_tokens = require "moontrace.lua_tokens"

local is, keywords = definition_names.is, definition_names.KEYWORDS


-- Functions of one chunk, their nesting, and string constants of one function.
local MAX_FUNCTIONS = 8192
local MAX_DEPTH = 200
local MAX_LITERALS = 256

-- Tokens before the current one that are remembered: enough for `t["key"] <const> = function`.
local REMEMBERED = 6

local OPENS = { ["do"] = true, ["if"] = true, ["repeat"] = true, ["{"] = true, ["("] = true, ["["] = true }
local CLOSES = { ["end"] = true, ["until"] = true, ["}"] = true, [")"] = true, ["]"] = true }
local function new_function(first)
  return { first = first, literals = {}, declared = {}, parameters = 0 }
end

local function add_literal(of, value)
  if value and #of.literals < MAX_LITERALS and not of.literals[value] then
    of.literals[value] = true
    of.literals[#of.literals + 1] = value
  end
end

local function is_declared(stack, name)
  for i = #stack, 1, -1 do
    if stack[i].of and stack[i].of.declared[name] then
      return true
    end
  end
  return false
end

local parser = {}
parser.__index = parser

function parser:current()
  for i = #self.stack, 1, -1 do
    if self.stack[i].of then
      return self.stack[i].of
    end
  end
end

-- After `function`: a name, or the parameters.
function parser:header(kind, value, line)
  local of = self.opening
  if kind == "symbol" and value == "(" then
    if not of.is_statement then
      of.first = line
    end
    self.opening, self.parameters = nil, of
  elseif kind == "name" then
    of.is_statement = not of.is_local
    of.first = of.is_local and line or of.keyword
    of.owner, of.field = of.field ~= "_ENV" and of.field or nil, value
    if of.is_local then
      self.outer.declared[value] = true
    else
      add_literal(self.outer, value)
    end
  elseif value == ":" then
    of.is_method = true
  end
end

function parser:parameter(kind, value)
  local of = self.parameters
  if kind == "name" then
    of.declared[value] = true
    of.first_parameter = of.first_parameter or value
    of.parameters = of.parameters + 1
  elseif value == "..." then
    of.is_vararg = true
  elseif value == ")" then
    self.parameters = nil
    of.parameters = of.parameters + (of.is_method and 1 or 0)
    of.name = definition_names.of(of)
  end
end

function parser:open_function(line)
  local of = new_function(line)
  of.keyword = line
  of.is_local = is(self.before[1], "local")
  local top = self.stack[#self.stack]
  of.owner, of.field = definition_names.assigned(self.before, top.value == "{")
  self.outer, self.opening = self:current(), of
  self.stack[#self.stack + 1] = { of = of }
  if #self.functions < MAX_FUNCTIONS then
    self.functions[#self.functions + 1] = of
  end
end

function parser:close(line)
  if #self.stack > 1 then
    local closed = self.stack[#self.stack]
    self.stack[#self.stack] = nil
    if closed.of then
      closed.of.last = line
    end
  end
end

-- Names after `local` and `for` are variables; all other names are constants if they are fields,
-- methods or globals.
function parser:word(value)
  local of, before = self:current(), self.before[1]
  if is(before, "local") or is(before, "for") then
    self.declaring = true
    of.declared[value] = true
  elseif self.declaring and is(before, ",") then
    of.declared[value] = true
  elseif is(before, ".") or is(before, ":") or not is_declared(self.stack, value) then
    add_literal(of, value)
  end
end

function parser:body(kind, value, line)
  if kind == "string" then
    add_literal(self:current(), value)
  elseif kind == "name" and not keywords[value] then
    self:word(value)
  elseif value == "function" then
    self:open_function(line)
  elseif OPENS[value] then
    self.stack[#self.stack + 1] = { value = value }
  elseif CLOSES[value] then
    self:close(line)
  end
  if value ~= "," and not (kind == "name" and not keywords[value]) then
    self.declaring = false
  end
end

function parser:take(kind, value, line)
  if #self.stack > MAX_DEPTH then
    return
  elseif self.opening then
    self:header(kind, value, line)
  elseif self.parameters then
    self:parameter(kind, value)
  else
    self:body(kind, value, line)
  end
  local before = self.before
  for i = REMEMBERED, 2, -1 do
    before[i] = before[i - 1]
  end
  before[1] = { kind = kind, value = value }
end

local lua_functions = {}

-- The functions of a chunk, outer ones first; the first is the main chunk. Each is
-- {first, last, name, parameters, is_vararg, literals}; lines are those that debug.getinfo reports.
function lua_functions.of(text)
  local main = new_function(0)
  main.last, main.is_vararg = 0, true
  local state = setmetatable({ functions = { main }, stack = { { of = main } }, before = {} }, parser)
  lua_tokens.each(text, function(kind, value, line)
    state:take(kind, value, line)
  end)
  for i = 1, #state.functions do
    state.functions[i].declared = nil
  end
  return state.functions
end

return lua_functions
