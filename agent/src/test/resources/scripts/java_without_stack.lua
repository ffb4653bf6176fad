local function ask()
  local answer = quiet()
  return answer
end
ask()
