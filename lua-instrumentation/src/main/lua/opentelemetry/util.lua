-- opentelemetry.util: clocks and copying.

local util = {}

function util.time_nano()
  return native.time_nano()
end

util.ngx_time_nano = util.time_nano

function util.gettimeofday()
  return native.time_nano() / 1000
end

function util.gettimeofday_ms()
  return native.time_nano() / 1000000
end

function util.shallow_copy_table(t)
  local copy = {}
  for key, value in pairs(t) do
    copy[key] = value
  end
  return copy
end

return util
