function expand(text)
  local r = text:gsub("%w+", function(word)
    error("no word " .. word, 0)
  end)
  return r
end
expand("tea milk")
