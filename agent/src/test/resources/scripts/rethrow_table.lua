local function validate(order)
  error({code = 42})
end
function submit(order)
  local ok, problem = pcall(validate, order)
  if not ok then
    error(problem)
  end
end
submit({})
