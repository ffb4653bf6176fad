local function order()
  host:call(function()
    host:unchecked("no tea")
  end)
end

order()
return 1
