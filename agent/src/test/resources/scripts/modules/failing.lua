local function setup()
  error("no licence")
end
setup()
