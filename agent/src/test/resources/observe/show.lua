-- show(name, ...) prints each value so that two runs print the same.

local function text(v)
  if type(v) == "string" then
    return stable(string.format("%q", v))
  end
  local ok, shown = pcall(tostring, v)
  return type(v) .. " " .. stable(shown)
end

function show(name, ...)
  local line = { name }
  for i = 1, select("#", ...) do
    line[#line + 1] = text((select(i, ...)))
  end
  print(table.concat(line, " | "))
end

function keys(t)
  local names = {}
  for k, v in pairs(t) do
    names[#names + 1] = tostring(k) .. ":" .. type(v)
  end
  table.sort(names)
  return table.concat(names, " ")
end
