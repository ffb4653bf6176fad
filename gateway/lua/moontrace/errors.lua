-- Errors with their stacks. A message handler reads the stack where the error is raised; whoever catches the
-- error asks for it by its value. Nothing here raises into the program, and the error value never changes.

local captures = require "moontrace.captures"
local coroutines = require "moontrace.coroutines"
local error_objects = require "moontrace.error_objects"
local error_records = require "moontrace.error_records"
local frames = require "moontrace.frames"
local lua_values = require "moontrace.lua_values"
local own_frames = require "moontrace.own_frames"
local random = require "moontrace.random"
local stack = require "moontrace.stack"

local create, resume = coroutine.create, coroutine.resume
local pcall, rawequal, select, xpcall = pcall, rawequal, select, xpcall
local unpack = table.unpack or unpack

local ID_BYTES = 16

local errors = {
  -- Errors that could not be captured or described, because that failed.
  dropped = 0,
  span_attributes = error_records.span_attributes,
  log_record = error_records.log_record,
}

local with_locals = false
local scope_of

-- The default scope in which an error is recognised when it is raised again: the outermost coroutine known.
local function outermost(thread)
  local chain = coroutines.outside(thread)
  return #chain > 0 and chain[#chain] or thread or false
end

-- options.locals: whether frames have local variables. options.scope: a function that returns what tells the
-- request of a coroutine (nil: the main one) from others; by default, the outermost coroutine known.
function errors.configure(options)
  if options.locals ~= nil then
    with_locals = options.locals and true or false
  end
  if options.scope ~= nil then
    scope_of = options.scope
  end
end

local function scope(thread)
  return (scope_of or outermost)(thread or coroutines.current())
end

-- The stack is that of a coroutine, or the current one. The scope is that of the coroutine `home`, or of the
-- current one.
local function new_capture(err, thread, handled, home)
  local groups = stack.capture(thread, with_locals)
  return {
    id = random.hex(ID_BYTES),
    value = err,
    message = lua_values.message(err),
    groups = groups,
    first = frames.first_of_program(groups[1]),
    handled = handled,
    scope = scope(home),
  }
end

-- Whether this library raised the error, and not the program: it raises what it caught on its way.
local function is_raised_by_library(capture)
  local activations = capture.groups[1]
  for i = 1, capture.first - 1 do
    if rawequal(activations[i].func, errors.handler) then
      return i + 1 < capture.first
    end
  end
  return false
end

local function remember(capture)
  capture.cause = captures.origin(capture)
  capture.depth = capture.cause and (capture.cause.depth or 0) + 1 or 0
  captures.add(capture)
  return capture
end

local function handle(err, thread)
  local capture = new_capture(err, thread, false, thread)
  local known = captures.find(err, capture.scope)
  if not (known and is_raised_by_library(capture)) then
    remember(capture)
  end
end

-- Calls fn(...), counting its failure. Returns its result, or nil.
local function guarded(fn, ...)
  local ok, result = pcall(fn, ...)
  if not ok then
    errors.dropped = errors.dropped + 1
    return nil
  end
  return result
end

-- After a stack overflow, LuaJIT leaves a handler too little stack, but another coroutine has its own.
local function handle_elsewhere(err)
  local thread = coroutines.current()
  return thread and resume(create(handle), err, thread)
end

-- A message handler for xpcall. Returns the error unchanged.
function errors.handler(err)
  if not pcall(handle, err) then
    local ok, is_done = pcall(handle_elsewhere, err)
    errors.dropped = errors.dropped + (ok and is_done and 0 or 1)
  end
  return err
end

local function captured(err)
  local known = captures.find(err, scope())
  return known and error_objects.of(known) or nil
end

-- The error object of an error that the handler saw in this scope, or nil.
function errors.captured(err)
  return guarded(captured, err)
end

local function report(err, thread, handled)
  return error_objects.of(remember(new_capture(err, thread, handled)))
end

-- The error object of an error with the current stack. options.handled: whether the program caught it.
function errors.report(err, options)
  return guarded(report, err, nil, options and options.handled or false)
end

-- The error object of an error that ended a coroutine: its stack is still there.
function errors.of_coroutine(thread, err)
  return guarded(report, err, thread, false)
end

-- The values that a function returns, without a tail call.
local function results(...)
  return ...
end

-- Like pcall, but the error is captured.
function errors.call(fn, ...)
  local count, arguments = select("#", ...), { ... }
  return results(xpcall(function()
    return results(fn(unpack(arguments, 1, count)))
  end, errors.handler))
end

-- The error was dealt with: its report says so.
function errors.mark_handled(object)
  object.handled = true
  return object
end

-- Forgets the errors of the current scope, as at the end of a request.
function errors.forget()
  guarded(function()
    captures.forget(scope())
  end)
end

own_frames.show(errors.call, "pcall")

return errors
