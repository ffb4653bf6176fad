-- Counts the checks of a specification and raises at the first that fails.

local checks = { count = 0 }

local function fail(what, level)
  error("check " .. checks.count .. " failed: " .. what, level + 1)
end

function checks.check(value, what)
  checks.count = checks.count + 1
  if not value then
    fail(tostring(what), 2)
  end
end

function checks.equal(got, expected, what)
  checks.count = checks.count + 1
  if got ~= expected then
    fail(tostring(what) .. ": " .. tostring(got) .. " instead of " .. tostring(expected), 2)
  end
end

-- Writes a line of JSON into the folder that the global `lines` names, where it is validated; in
-- plain runs there is none.
function checks.line(name, line)
  local folder = rawget(_G, "lines")
  if folder then
    local file = assert(io.open(folder .. "/" .. name .. ".ndjson", "ab"))
    file:write(line)
    file:close()
  end
end

function checks.done()
  print("ok " .. checks.count)
end

return checks
