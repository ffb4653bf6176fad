local function brew()
  warehouse:faults():unfilled()
end
brew()
