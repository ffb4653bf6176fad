-- opentelemetry.attribute: attributes in the structure of OTLP.

local attribute = {}

local function list(field)
  return function(key, values)
    local elements = {}
    for i = 1, #values do
      elements[i] = { [field] = values[i] }
    end
    return { key = key, value = { array_value = { values = elements } } }
  end
end

for name, field in pairs { string = "string_value", int = "int_value", double = "double_value", bool = "bool_value" } do
  attribute[name] = function(key, value)
    return { key = key, value = { [field] = value } }
  end
  attribute[name .. "_array"] = list(field)
end

return attribute
