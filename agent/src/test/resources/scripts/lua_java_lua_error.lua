function check(i)
  if i == 2 then
    error({code = 42})
  end
end
function total()
  each(function(i)
    check(i)
  end)
  return 1
end
total()
