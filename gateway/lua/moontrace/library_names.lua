-- The names of the functions of Lua's libraries: "error", "table.sort". Taken when the library is loaded,
-- so a program that replaces a function later gives it no wrong name.

local next, rawget, type = next, rawget, type

local LIBRARIES = {
  "string", "table", "math", "io", "os", "debug", "coroutine", "package", "utf8", "bit", "bit32", "jit", "ngx",
}

-- Functions of one library.
local MAX_FUNCTIONS = 256

local names = {}

local function add(library, prefix)
  local seen = 0
  for name, value in next, library do
    if type(name) == "string" and type(value) == "function" and not names[value] then
      names[value] = prefix .. name
    end
    seen = seen + 1
    if seen == MAX_FUNCTIONS then
      break
    end
  end
end

local globals = _G
for i = 1, #LIBRARIES do
  local library = rawget(globals, LIBRARIES[i])
  if type(library) == "table" then
    add(library, LIBRARIES[i] .. ".")
  end
end
for _, name in
  next,
  {
    "assert", "collectgarbage", "dofile", "error", "getfenv", "getmetatable", "ipairs", "load", "loadfile", "loadstring",
    "module", "next", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setfenv",
    "setmetatable", "tonumber", "tostring", "type", "unpack", "warn", "xpcall",
  }
do
  local value = rawget(globals, name)
  if type(value) == "function" then
    names[value] = name
  end
end

return names
