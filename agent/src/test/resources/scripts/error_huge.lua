local function fails()
  error(string.rep("x", 1000000), 0)
end
fails()
