-- Remembers which errors one destination has received completely. When an error surfaces again in the same
-- trace, only what identifies it is needed: error.id leads to the first report. It is reported completely
-- again if more of its stack is known by then, if it belongs to no trace, or if it was caught before and is
-- not now.

local bounded_map = require "moontrace.bounded_map"

local REMEMBERED = 1024

-- Frames of the root cause that have a line.
local function lines_in(err)
  local frames, lines = err.frames, 0
  for i = 1, #err.causes do
    frames = err.causes[i].relation ~= "suppressed" and err.causes[i].frames or frames
  end
  for i = 1, #frames do
    lines = lines + (frames[i].line and 1 or 0)
  end
  return lines
end

local first_reports = {}

-- The memory of one destination. is_new(err, trace_id) tells whether it needs the complete error; if so, the
-- error counts as reported from then on.
function first_reports.new()
  local reported = bounded_map.new(REMEMBERED)
  local memory = {}

  function memory.is_new(err, trace_id)
    if not trace_id then
      return true
    end
    local key = trace_id .. err.id .. (err.handled and "handled" or "")
    local before, lines = reported.get(key), lines_in(err)
    if before and before >= lines then
      return false
    end
    reported.put(key, lines)
    return true
  end

  return memory
end

return first_reports
