local function check(x)
  error("bad argument", 2)
end
function caller()
  check(1)
  return 1
end
caller()
