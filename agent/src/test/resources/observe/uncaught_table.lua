local function raise()
  error(setmetatable({ code = 7 }, { __tostring = function(t) return "code " .. t.code end }))
end

raise()
return 1
