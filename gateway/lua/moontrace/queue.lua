-- A bounded queue, first in, first out. What does not fit is dropped and counted by reason.

local setmetatable = setmetatable

local DEFAULT_LIMIT = 2048

local methods = {}
local metatable = { __index = methods }

local queue = {}

function queue.new(limit)
  return setmetatable({ limit = limit or DEFAULT_LIMIT, first = 1, size = 0, dropped = {} }, metatable)
end

-- Counts n dropped items.
function methods.drop(self, reason, n)
  self.dropped[reason] = (self.dropped[reason] or 0) + n
end

-- Returns whether the item was accepted.
function methods.push(self, item)
  if self.size >= self.limit then
    self:drop("queue_full", 1)
    return false
  end
  self[self.first + self.size] = item
  self.size = self.size + 1
  return true
end

function methods.pop(self)
  if self.size == 0 then
    return nil
  end
  local item = self[self.first]
  self[self.first] = nil
  self.size = self.size - 1
  self.first = self.size > 0 and self.first + 1 or 1
  return item
end

-- Drops everything.
function methods.clear(self, reason)
  self:drop(reason, self.size)
  while self.size > 0 do
    self:pop()
  end
end

return queue
