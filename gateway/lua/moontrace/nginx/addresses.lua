-- Looks up the collector's address when nginx starts, in the master, as nginx does for the names in its own
-- configuration. Its sockets would need the directive resolver.

local match, pcall, require, tonumber = string.match, pcall, require, tonumber

local SOCK_STREAM, NI_NUMERICHOST = 1, 1
local MAX_ADDRESS = 64

local addresses = {}

local function is_number(host)
  return match(host, "^%d+%.%d+%.%d+%.%d+$") ~= nil or match(host, ":") ~= nil
end

-- The structure and constants of Linux. The functions have names of our own, so that the cdef of others is
-- not disturbed.
local function look_up(ffi, host)
  ffi.cdef [[
    struct moontrace_addrinfo {
      int flags, family, socktype, protocol; unsigned int addrlen; void *addr; char *canonname;
      struct moontrace_addrinfo *next;
    };
    int moontrace_getaddrinfo(const char *, const char *, const struct moontrace_addrinfo *,
      struct moontrace_addrinfo **) __asm__("getaddrinfo");
    int moontrace_getnameinfo(const void *, unsigned int, char *, unsigned int, char *, unsigned int, int)
      __asm__("getnameinfo");
    void moontrace_freeaddrinfo(struct moontrace_addrinfo *) __asm__("freeaddrinfo");
  ]]
  local hints, found = ffi.new "struct moontrace_addrinfo", ffi.new "struct moontrace_addrinfo *[1]"
  hints.socktype = SOCK_STREAM
  if ffi.C.moontrace_getaddrinfo(host, nil, hints, found) ~= 0 then
    return nil
  end
  local text = ffi.new("char[?]", MAX_ADDRESS)
  local failed = ffi.C.moontrace_getnameinfo(found[0].addr, found[0].addrlen, text, MAX_ADDRESS, nil, 0, NI_NUMERICHOST)
  ffi.C.moontrace_freeaddrinfo(found[0])
  return tonumber(failed) == 0 and ffi.string(text) or nil
end

-- The first address of a host; nil if there is none, or no ffi.
function addresses.of(host)
  if is_number(host) then
    return host
  end
  local found, ffi = pcall(require, "ffi")
  if not found or ffi.os ~= "Linux" then
    return nil
  end
  local ok, address = pcall(look_up, ffi, host)
  return ok and address or nil
end

return addresses
