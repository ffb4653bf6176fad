-- Moontrace in nginx: nginx/http.conf and nginx/server.conf call what is here. Each function guards
-- itself: whatever fails, the request goes on as without us, and one line in error.log says so.

local ngx = ngx
local ipairs, pcall, tostring = ipairs, pcall, tostring

local nginx = {}

local options, started, values
local disabled, failed = false, false

-- In init_by_lua, in the master: reads the settings. Options are those of nginx/settings.lua.
function nginx.configure(given)
  options = given
  local settings = require "moontrace.nginx.settings"
  local unknown
  values, unknown = settings.read(given)
  disabled = settings.is_true(values.disabled)
  local socket = require "moontrace.nginx.otlp_socket"
  for _, name in ipairs { "endpoint", "traces_endpoint", "logs_endpoint" } do
    if values[name] then
      socket.look_up(values[name])
    end
  end
  for _, name in ipairs(unknown) do
    ngx.log(ngx.WARN, "moontrace: no setting is named ", name)
  end
end

local function failure(err)
  if not failed then
    failed = true
    ngx.log(ngx.WARN, "moontrace: ", tostring(err), ". Requests are not affected. Logged once for each worker")
  end
end

local function guarded(fn)
  return function(...)
    if disabled then
      return ""
    end
    local ok, result = pcall(fn, ...)
    if ok then
      return result
    end
    failure(result)
    return ""
  end
end

local function start()
  started = true
  if not values then
    nginx.configure(options)
  end
  require("moontrace.nginx.worker").start(values)
end

-- In init_worker_by_lua. A request that comes first calls it, too.
nginx.start = guarded(function()
  if not started then
    start()
  end
end)

local links, request, watched

-- In set_by_lua of the server: returns the value of $moontrace.
nginx.begin = guarded(function()
  if not request then
    nginx.start()
    request = require "moontrace.nginx.request"
    links = require "moontrace.nginx.links"
  end
  if not watched then
    watched = true
    require("moontrace.nginx.entry_threads").watch()
  end
  local is_read, cause = pcall(links.receive)
  local value = request.begin()
  if not is_read then
    failure(cause)
  elseif cause then
    links.keep(value, cause)
  end
  return value
end)

-- In header_filter_by_lua.
nginx.headers = guarded(function()
  if request then
    links.headers()
    request.headers()
  end
end)

-- In log_by_lua.
nginx.finish = guarded(function()
  if request then
    local is_linked, problem = pcall(links.finish)
    request.finish()
    if not is_linked then
      failure(problem)
    end
  end
end)

return nginx
