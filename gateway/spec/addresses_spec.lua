-- moontrace.addresses: what is an address, and what a block contains.

local addresses = require "moontrace.addresses"
local checks = require "checks"
local check, equal = checks.check, checks.equal

local function contains(list, address, expected)
  local of, wrong = addresses.list(list)
  equal(#wrong, 0, list .. " is understood")
  equal(of.contains(address), expected, list .. " contains " .. tostring(address))
end

local function is_wrong(part)
  local list, wrong = addresses.list("10.0.0.1," .. part)
  equal(wrong[1], part, "wrong part")
  equal(#wrong, 1, "wrong parts")
  check(list.contains "10.0.0.1", "the other part applies")
  check(not list.contains(part), part .. " is in no list")
end

-- IPv4

contains("10.0.0.7", "10.0.0.7", true)
contains("10.0.0.7", "10.0.0.8", false)
contains("10.0.0.7", "110.0.0.7", false)
contains("10.0.0.0/8", "10.255.1.2", true)
contains("10.0.0.0/8", "11.0.0.0", false)
contains("10.0.0.9/8", "10.1.1.1", true)
contains("192.168.4.0/22", "192.168.7.255", true)
contains("192.168.4.0/22", "192.168.8.0", false)
contains("192.168.4.0/22", "192.168.3.255", false)
contains("10.0.0.128/25", "10.0.0.127", false)
contains("10.0.0.128/25", "10.0.0.255", true)
contains("10.0.0.7/32", "10.0.0.6", false)
contains("0.0.0.0/0", "203.0.113.9", true)
contains("0.0.0.0/0", "::1", false)
contains(" 10.0.0.1 , 10.0.0.7,", "10.0.0.7", true)

-- IPv6, in each way to write it

contains("::1", "0:0:0:0:0:0:0:1", true)
contains("::1", "::2", false)
contains("fd00::/8", "fdff:1::2", true)
contains("fd00::/8", "fc00::1", false)
contains("2001:db8::/33", "2001:db8:7fff::1", true)
contains("2001:db8::/33", "2001:db8:8000::1", false)
contains("2001:DB8::a:b", "2001:db8:0:0:0:0:A:B", true)
contains("1::", "1:0:0:0:0:0:0:0", true)
contains("::", "::", true)
contains("::/0", "2001:db8::1", true)
contains("::/0", "10.0.0.1", false)
contains("fe80::/10", "fe80::1%eth0", true)
contains("64:ff9b::10.0.0.7", "64:ff9b::a00:7", true)
contains("1:2:3:4:5:6:10.0.0.7", "1:2:3:4:5:6:a00:7", true)

-- An IPv4 address that is written as an IPv6 one

contains("10.0.0.0/8", "::ffff:10.1.2.3", true)
contains("10.0.0.0/8", "::ffff:0b01:0203", false)
contains("::ffff:10.0.0.0/104", "10.9.9.9", true)
contains("::ffff:10.0.0.0/104", "11.9.9.9", false)
contains("::ffff:10.0.0.7", "10.0.0.7", true)

-- What is none

for _, part in ipairs {
  "gateway", "localhost", "10.0.0", "10.0.0.0.1", "10.0.0.256", "10.0.0.01", "10.0.0.-1", "10.0.0.1/33", "10.0.0.1/",
  "10.0.0.1/-1", "10.0.0.1/8/8", "/8", "10.0.0.1 /8", "0x0a.0.0.1", "10..0.1", ".10.0.0.1", "10.0.0.1.", "10.0.0.1:80",
  ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "::1/129", "1:2:3:4:5:6:7:8::",
  ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "::10.0.0.256", "10.0.0.1::", "[::1]", "::ffff:10.0.0.1/95", "*", "unix:/tmp/s",
  "1:2:3:4:5:6:7:10.0.0.1", "fe80::%eth0/64", "%eth0", "10.0.0.1%eth0", "10.0.0.1/008", ("1"):rep(100),
} do
  is_wrong(part)
end

-- No list

for _, text in ipairs { "", " ", ",,", "gateway" } do
  equal(addresses.list(text), nil, "no list of '" .. text .. "'")
end
equal(addresses.list(nil), nil, "nil")
equal(addresses.list(true), nil, "true")
local list = addresses.list "10.0.0.1"
equal(list.contains(nil), false, "nil is in no list")
equal(list.contains "", false, "nothing is in no list")
equal(list.contains(("10.0.0.1"):rep(10000)), false, "a long text is in no list")

-- A list is bounded

local many = {}
for i = 0, 1099 do
  many[#many + 1] = "10.0." .. math.floor(i / 256) .. "." .. i % 256
end
list = addresses.list(table.concat(many, ","))
check(list.contains(many[1000]), "the last one that counts")
check(not list.contains(many[1001]), "the first one beyond the bound")

-- Addresses with ports

equal(addresses.host "10.0.0.7:8080", "10.0.0.7", "host")
equal(addresses.host "[::1]:8080", "::1", "host of an IPv6 address")
equal(addresses.host "10.0.0.7", "10.0.0.7", "no port")
equal(addresses.host "::1", "::1", "no brackets, no port")
equal(addresses.host "unix:/tmp/s", "unix:/tmp/s", "a socket")

checks.done()
