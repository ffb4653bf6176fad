local function endless(n)
  return 1 + endless(n + 1)
end

show("in Java", host:kind(function() return endless(1) end))
show("through pcall", host:kind(function() return pcall(endless, 1) end))
show("in a coroutine", coroutine.resume(coroutine.create(function() return endless(1) end)))
if not debug then -- with it each level has a traceback of all that are above
  show("by callback", host:kind(function()
    local function callback() return 1 + host:call(callback):tonumber() end
    return callback()
  end))
end
show("by metamethod", host:kind(function()
  local t = setmetatable({}, { __index = function(t, k) return t[k .. "x"] end })
  return t.x
end))
show("alive", pcall(error, "as before"))
endless(1)
