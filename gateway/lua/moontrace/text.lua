-- Makes text of any origin printable: bounded, valid UTF-8, without control characters. Limits count
-- UTF-16 code units, as those of docs/errors.md do.

local utf8_text = require "moontrace.utf8_text"

local find, gsub, sub = string.find, string.gsub, string.sub

local TRUNCATED = "\226\128\166" -- an ellipsis
local NO_NAME = "?"
local MAX_NAME = 512

-- Bytes of one UTF-16 code unit at most: U+FFFD may stand for one byte each.
local MAX_BYTES = 3

local breaks = { ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function of_line(c)
  return breaks[c] or utf8_text.REPLACEMENT
end

local function of_lines(c)
  return (c == "\n" or c == "\t") and c or of_line(c)
end

-- The next line (U+0085) is a line break, the other control characters beyond ASCII are not.
local function beyond_ascii(c)
  return c == "\194\133" and "\\n" or utf8_text.REPLACEMENT
end

local function clean(s, limit, of_control)
  if #s <= limit and not find(s, "[%c\128-\255]") then
    return s
  end
  local bound = limit * MAX_BYTES + MAX_BYTES
  local cut, longer = utf8_text.cut(utf8_text.valid(#s > bound and sub(s, 1, bound) or s), limit)
  cut = gsub(cut, "%c", of_control)
  if find(cut, "[\194\226]") then
    cut = gsub(cut, "\194[\128-\159]", beyond_ascii)
    cut = gsub(cut, "\226\128[\168\169]", "\\n")
  end
  return (longer or #s > bound) and cut .. TRUNCATED or cut
end

local text = {
  TRUNCATED = TRUNCATED,
  valid = utf8_text.valid,
}

-- One printable line. Line breaks and tabs become \n, \r and \t; other control characters U+FFFD. Text
-- beyond the limit is cut and ends in an ellipsis.
function text.one_line(s, limit)
  return clean(s, limit, of_line)
end

-- Like one_line(), but line feeds and tabs are kept.
function text.lines(s, limit)
  return clean(s, limit, of_lines)
end

-- A name: one line of at most 512 characters; "?" if it is empty.
function text.name(s)
  return s == "" and NO_NAME or clean(s, MAX_NAME, of_line)
end

return text
