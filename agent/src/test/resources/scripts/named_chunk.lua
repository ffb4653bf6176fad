local function evaluate(text, name)
  return load(text, name)()
end
evaluate("local tea = nil\nreturn tea.price", "=rules engine")
