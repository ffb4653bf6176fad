-- Appends whole lines to a file, each by one write, so that the lines of several workers do not mix. If that
-- fails, there is one warning, lines are dropped and counted, and the file is opened again now and then.

local open = io and io.open
local pcall, tostring, type = pcall, tostring, type

-- Lines dropped between two attempts to open the file again.
local RETRY_AFTER = 100

local errors_file = {}

local function opened(path)
  if not open then
    return nil, "no io library"
  end
  local file, problem = open(path, "ab")
  if file then
    file:setvbuf "no" -- one write for each line
  end
  return file, problem
end

-- A file to which lines are appended; warn(message) is called at the first failure.
function errors_file.open(path, warn)
  local appender = { written = 0, dropped = 0 }
  local file, problem, has_warned

  local function fail()
    appender.dropped = appender.dropped + 1
    if not has_warned and type(warn) == "function" then
      has_warned = true
      pcall(warn, "moontrace: the errors file cannot be written: " .. tostring(problem))
    end
    return false
  end

  -- A line with its line feed. Returns whether it was written.
  function appender.append(line)
    if not file and (appender.dropped % RETRY_AFTER == 0) then
      file, problem = opened(path)
    end
    if not file then
      return fail()
    end
    local ok
    ok, problem = file:write(line)
    if not ok then
      pcall(file.close, file)
      file = nil
      return fail()
    end
    appender.written = appender.written + 1
    return true
  end

  function appender.close()
    if file then
      pcall(file.close, file)
      file = nil
    end
  end

  return appender
end

return errors_file
