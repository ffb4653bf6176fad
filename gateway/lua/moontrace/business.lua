-- The business context among the attributes of exception events and log records: redacted and bounded,
-- each entry as context.<key>.

local context = require "moontrace.context"

local pairs, pcall, require = pairs, pcall, require

local business = {}

local redact -- nil: not looked for yet; false: not there

local function redacted()
  if redact == nil then
    local found, event = pcall(require, "moontrace.event")
    redact = found and event.context or false
  end
  return redact and redact(context.business()) or {}
end

-- Adds the business context of the current context to a map of attributes. What cannot be redacted is
-- not added.
function business.add(attributes)
  local ok, entries = pcall(redacted)
  for key, value in pairs(ok and entries or {}) do
    attributes["context." .. key] = value
  end
  return attributes
end

return business
