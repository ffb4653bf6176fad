local function brew()
  warehouse:faults():death()
end
brew()
