local function boom()
  error("boom")
end
local hostile = setmetatable({}, {
  __tostring = boom,
  __index = boom,
  __eq = boom,
  __concat = boom,
  __metatable = false,
})
local function fails()
  error(hostile)
end
fails()
