-- Sees the errors that end a handler of the phases rewrite, access and content. nginx runs each handler
-- in a coroutine of its own and logs its error from C, so nothing in Lua is called. But it keeps the
-- compiled handlers in a table of the registry, where each of them can be replaced by one that calls it
-- under xpcall. The request ends, and error.log reads, as they would without us.
--
-- Only for OpenResty's LuaJIT: other Lua has a factory of handlers there, which is left as it is.

local debug, getfenv, getmetatable, next, pcall, rawequal = debug, getfenv, getmetatable, next, pcall, rawequal
local rawget, rawset, setfenv, setmetatable, tostring, type, xpcall = rawget, rawset, setfenv, setmetatable, tostring, type, xpcall
local getinfo, concat, find = debug.getinfo, table.concat, string.find

local ngx = ngx
local errors = require "moontrace.errors"
local own_frames = require "moontrace.own_frames"
local raw_log = require("ngx.errlog").raw_log

-- As ngx_http_lua_util.c writes it, up to its NGX_HTTP_LUA_BT_DEPTH.
local MAX_LEVELS = 22

-- Phases that run a handler in a coroutine. A file may be a handler of any phase.
local IN_COROUTINE = { rewrite = true, access = true, content = true, server_rewrite = true }

-- It has functions that other LuaJIT has not.
local function is_openresty_luajit()
  return pcall(require, "table.isarray")
end

local entry_threads = {}

-- What is told of each error: a function of the captured error, set by start().
local on_error

local function described(info)
  if info.namewhat ~= "" then
    return " in function '" .. tostring(info.name) .. "'"
  end
  if info.what == "main" then
    return " in main chunk"
  end
  if info.what == "C" or info.what == "tail" then
    return " ?"
  end
  return " in function <" .. info.short_src .. ":" .. info.linedefined .. ">"
end

-- The traceback that nginx would have logged: from the frame that raised to the handler.
local function traceback(level, handler)
  local lines = { "stack traceback:\ncoroutine 0:" }
  for i = 1, MAX_LEVELS do
    local info = getinfo(level + i, "nSlf")
    if not info then
      break
    end
    local at = info.currentline > 0 and info.currentline .. ":" or ""
    local outermost = rawequal(info.func, handler)
    if outermost then
      info.namewhat = "" -- nginx calls it, which gives it no name
    end
    lines[#lines + 1] = "\n\t" .. info.short_src .. ":" .. at .. described(info)
    if outermost then
      return concat(lines)
    end
  end
  lines[#lines + 1] = "\n\t..."
  return concat(lines)
end

local function reported(err)
  -- After a stack overflow there may have been no room to capture it: then it has no frames.
  local captured = errors.captured(err) or errors.report(err)
  if captured and on_error then
    on_error(captured)
  end
end

-- What nginx does with an error of an entry thread.
local function abort(err, trace)
  local message = type(err) == "string" and err or type(err) == "number" and tostring(err) or "unknown reason"
  raw_log(ngx.ERR, "lua entry thread aborted: runtime error: " .. message .. "\n" .. trace)
  if ngx.get_phase() ~= "timer" then
    ngx.exit(ngx.headers_sent and ngx.ERROR or ngx.HTTP_INTERNAL_SERVER_ERROR)
  end
end

-- Calls a handler as nginx does: its error is reported and logged, and ends the request.
local function run(handler, ...)
  local raised, trace
  local function on_raise(err)
    raised = { err } -- before anything that may fail, after a stack overflow
    local _, text = pcall(traceback, 3, handler)
    trace = text
    return errors.handler(err)
  end
  local function ended(ok, ...)
    if ok then
      return ...
    end
    local err = raised and raised[1] or (...)
    pcall(reported, err)
    abort(err, trace or "stack traceback:")
  end
  return ended(xpcall(handler, on_raise, ...))
end

own_frames.mark_outermost(run)
entry_threads.run = run

local function watched(handler)
  return function(...)
    if IN_COROUTINE[ngx.get_phase()] then
      return run(handler, ...)
    end
    return handler(...)
  end
end

-- Handlers of phases without a coroutine, by the beginning of nginx's key: other_phases.lua sees their
-- errors. The key of a file does not say where it runs.
local function is_elsewhere(key)
  return not (find(key, "^nhlf_") or find(key, "^rewrite_by_lua") or find(key, "^access_by_lua") or find(key, "^content_by_lua")
    or find(key, "^server_rewrite_by_lua"))
end

-- nginx goes on with the handler it has just compiled, and takes the replacement the next time. So the
-- first global that this run of the handler reads starts it anew under xpcall, and nothing after that
-- is run. Before it, nothing can have happened that anybody sees: a main chunk reaches the world by
-- globals only.
local function restart_at_first_global(handler, replacement)
  local globals = getfenv(handler)
  setfenv(handler, setmetatable({}, {
    __index = function(_, name)
      setfenv(handler, globals)
      if not IN_COROUTINE[ngx.get_phase()] then
        return globals[name]
      end
      replacement()
      return ngx.exit(ngx.OK)
    end,
    __newindex = function(_, name, value)
      setfenv(handler, globals)
      globals[name] = value
    end,
  }))
end

local function replace(cache, key, reference)
  local handler = type(reference) == "number" and rawget(cache, reference)
  if type(handler) ~= "function" or getinfo(handler, "S").what ~= "main" or is_elsewhere(key) then
    return
  end
  local replacement = watched(handler)
  rawset(cache, reference, replacement)
  restart_at_first_global(handler, replacement)
end

-- The table in which nginx keeps handlers. One is there: that which called us.
local function find_cache()
  for key, value in next, debug.getregistry() do
    if type(key) == "userdata" and type(value) == "table" and getmetatable(value) == nil then
      for name in next, value do
        if type(name) == "string" and (find(name, "_by_lua_nhli_", 1, true) or find(name, "^nhlf_")) then
          return value
        end
      end
    end
  end
end

-- Report receives captured errors.
function entry_threads.report_to(report)
  on_error = report
end

-- Watches all handlers that nginx compiles from now on. Returns whether that is possible.
function entry_threads.watch()
  local cache = find_cache()
  if not cache or not is_openresty_luajit() then
    return false
  end
  setmetatable(cache, {
    __newindex = function(table, key, reference)
      rawset(table, key, reference)
      pcall(replace, table, key, reference)
    end,
  })
  return true
end

return entry_threads
