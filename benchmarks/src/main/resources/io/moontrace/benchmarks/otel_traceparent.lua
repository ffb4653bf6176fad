local found, otel = pcall(require, "otel")
local traceparent = found and otel.traceparent or tostring

return function()
  local n = 0
  for i = 1, 10000 do
    if traceparent(i) then
      n = n + 1
    end
  end
  return n
end, 10000, 10000
