local function deeper(x)
  return x.field.field
end

local function deep()
  local ok, message = pcall(error, "handled")
  deeper({ ok, message })
  return 1
end

deep()
