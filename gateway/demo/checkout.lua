-- The gateway's own part of an order: it refuses what no customer may ask for.

local checkout = {}

local MAX_QUANTITY = 1000

local function quantity_of(arguments)
  return tonumber(arguments.quantity) or error("quantity is no number: " .. tostring(arguments.quantity))
end

function checkout.check()
  if quantity_of(ngx.req.get_uri_args()) > MAX_QUANTITY then
    ngx.exit(ngx.HTTP_BAD_REQUEST)
  end
end

return checkout
