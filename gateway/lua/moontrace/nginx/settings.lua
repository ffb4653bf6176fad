-- The settings, in the order of precedence: those passed to configure(), environment variables, and
-- defaults. OpenTelemetry's have its names. nginx clears the environment of its workers, so they are
-- read in the master: init_by_lua runs there.

local getenv = os.getenv
local ipairs, lower, match, pairs, tonumber, tostring, type = ipairs, string.lower, string.match, pairs, tonumber, tostring, type
local gmatch = string.gmatch

-- name of the option, environment variables, default
local TABLE = {
  { "service", { "OTEL_SERVICE_NAME" }, "gateway" },
  { "resource", { "OTEL_RESOURCE_ATTRIBUTES" }, "" },
  { "endpoint", { "OTEL_EXPORTER_OTLP_ENDPOINT" }, "http://127.0.0.1:4318" },
  { "traces_endpoint", { "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" } },
  { "logs_endpoint", { "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT" } },
  { "headers", { "OTEL_EXPORTER_OTLP_HEADERS" }, "" },
  { "traces", { "OTEL_TRACES_EXPORTER" }, "otlp" },
  { "logs", { "OTEL_LOGS_EXPORTER" }, "otlp" },
  { "sampler", { "OTEL_TRACES_SAMPLER" }, "parentbased_always_on" },
  { "sampler_arg", { "OTEL_TRACES_SAMPLER_ARG" } },
  { "disabled", { "OTEL_SDK_DISABLED" }, "false" },
  { "errors_file", { "MOONTRACE_ERRORS_FILE" } },
  { "locals", { "MOONTRACE_LOCALS" }, "false" },
  { "redact", { "MOONTRACE_REDACT" }, "true" },
  { "link_trusted", { "MOONTRACE_LINK_TRUSTED" }, "" },
}

local settings = {}

local function from_environment(names)
  for _, name in ipairs(names) do
    local value = getenv(name)
    if value and value ~= "" then
      return value
    end
  end
end

-- Returns the values in force, and the names that no setting has.
function settings.read(options)
  local values, known, unknown = {}, {}, {}
  for _, row in ipairs(TABLE) do
    local name = row[1]
    known[name] = true
    local value = options and options[name]
    if value == nil then
      value = from_environment(row[2])
    end
    if value == nil then
      value = row[3]
    end
    values[name] = value
  end
  for name in pairs(options or {}) do
    if not known[name] then
      unknown[#unknown + 1] = tostring(name)
    end
  end
  return values, unknown
end

function settings.is_true(value)
  return value == true or (type(value) == "string" and lower(value) == "true")
end

-- key=value,key=value, as OTEL_RESOURCE_ATTRIBUTES and OTEL_EXPORTER_OTLP_HEADERS have it; or a table.
function settings.pairs(value)
  if type(value) == "table" then
    return value
  end
  local map = {}
  for member in gmatch(value or "", "[^,]+") do
    local key, text = match(member, "^%s*([^=%s]+)%s*=%s*(.-)%s*$")
    if key then
      map[key] = text:gsub("%%(%x%x)", function(hex)
        return string.char(tonumber(hex, 16))
      end)
    end
  end
  return map
end

return settings
