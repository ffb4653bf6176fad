local function build()
  local w = luajava.newInstance("io.moontrace.agent.fixture.Warehouse", "north")
  return w
end
local w = build()
