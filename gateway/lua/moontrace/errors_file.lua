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

local function close(self)
  if self.file then
    pcall(self.file.close, self.file)
    self.file = nil
  end
end

local function fail(self, problem)
  self.dropped = self.dropped + 1
  if not self.has_warned and type(self.warn) == "function" then
    self.has_warned = true
    pcall(self.warn, "moontrace: the errors file cannot be written: " .. tostring(problem))
  end
  return false
end

local function append(self, line)
  local problem
  if not self.file and self.dropped % RETRY_AFTER == 0 then
    self.file, problem = opened(self.path)
  end
  if not self.file then
    return fail(self, problem)
  end
  local is_written
  is_written, problem = self.file:write(line)
  if not is_written then
    close(self)
    return fail(self, problem)
  end
  self.written = self.written + 1
  return true
end

-- A file to which append(line) appends a line with its line feed, and tells whether it did. warn(message) is
-- called at the first failure. `written` and `dropped` count the lines.
function errors_file.open(path, warn)
  local appender = { path = path, warn = warn, written = 0, dropped = 0 }

  function appender.append(line)
    return append(appender, line)
  end

  function appender.close()
    close(appender)
  end

  return appender
end

return errors_file
