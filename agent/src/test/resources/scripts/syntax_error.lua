local function configure(text)
  local chunk = assert(load(text, "@config.lua"))
  return chunk()
end
configure("limit = 1\nlimit = = 2\n")
