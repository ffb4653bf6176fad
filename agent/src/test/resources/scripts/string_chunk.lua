local function evaluate(text)
  return load(text)()
end
evaluate("local tea = nil\nreturn tea.price")
