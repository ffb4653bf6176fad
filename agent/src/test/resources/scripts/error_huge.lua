local function fails()
  error(string.rep("x", 20000), 0)
end
fails()
