local function fails()
  error(false)
end
fails()
