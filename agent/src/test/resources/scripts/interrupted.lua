local function wait()
  warehouse:faults():interrupted()
end
wait()
