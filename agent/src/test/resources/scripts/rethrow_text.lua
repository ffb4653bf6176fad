local function parse_config(text)
  local n = parse(text)
  return n
end
function load_config(text)
  local ok, message = pcall(parse_config, text)
  if not ok then
    error("config is broken: " .. message)
  end
end
local ok, message = xpcall(load_config, function(m) return "handled " .. m end, "x")
assert(ok, message)
