local function boom()
  error("boom")
end
local hostile = setmetatable({}, { __tostring = boom, __eq = boom, __concat = boom })
hostile.self = hostile
local function fails()
  error(hostile)
end
local function go()
  local ok, value = pcall(fails)
  error(value)
end
go()
