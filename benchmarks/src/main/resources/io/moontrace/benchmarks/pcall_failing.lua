local pcall, error = pcall, error

local function fail()
  error("bad")
end

return function()
  local failed = 0
  for i = 1, 100 do
    if not pcall(fail) then
      failed = failed + 1
    end
  end
  return failed
end, 100, 100
