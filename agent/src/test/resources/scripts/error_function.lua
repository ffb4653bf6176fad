local function fails()
  error(print, 2)
end
fails()
