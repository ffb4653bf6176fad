local function fails()
  error(nil)
end
fails()
