-- The string constants of a function. The parts of a message that occur among them were written by the
-- author of the script; the rest are values.

local message_text = require "moontrace.message_text"
local utf8_text = require "moontrace.utf8_text"

local find, sub = string.find, string.sub
local concat, sort = table.concat, table.sort

-- Constants of one function, and characters of one.
local MAX_LITERALS = 64
local MAX_LENGTH = 256

-- Directives of string.format and the like, which stand for a value.
local DIRECTIVE = "%%[-+ #0]*%d*%.?%d*[%a%%]"

local VALUE = "*"

-- A single word may be the name of a field, and what has no letter occurs in any message.
local function counts(piece)
  return find(piece, "[%a\128-\255]") ~= nil and find(piece, "[^%w_\128-\255]") ~= nil
end

local function add(pieces, piece)
  if counts(piece) and not pieces[piece] and #pieces < MAX_LITERALS then
    pieces[piece] = true
    pieces[#pieces + 1] = piece
  end
end

local function add_pieces(pieces, literal)
  local begin = 1
  local first, last = find(literal, DIRECTIVE)
  while first do
    add(pieces, sub(literal, begin, first - 1))
    begin = last + 1
    first, last = find(literal, DIRECTIVE, begin)
  end
  add(pieces, sub(literal, begin))
end

local function longer(one, two)
  return #one > #two
end

local string_literals = {}

-- Takes the constants in the order of the function.
function string_literals.of(strings)
  local literals, pieces, count = {}, {}, 0
  for i = 1, #strings do
    local literal = utf8_text.valid(strings[i])
    if count < MAX_LITERALS and #literal <= 3 * MAX_LENGTH and utf8_text.length(literal) <= MAX_LENGTH then
      count = literals[literal] and count or count + 1
      literals[literal] = true
      add_pieces(pieces, literal)
    end
  end
  sort(pieces, longer)
  local by_byte = {}
  for i = 1, #pieces do
    local c = sub(pieces[i], 1, 1)
    by_byte[c] = by_byte[c] or {}
    by_byte[c][#by_byte[c] + 1] = pieces[i]
  end
  return { literals = literals, pieces = by_byte }
end

local function piece_at(of_function, text, begin)
  local pieces = of_function.pieces[sub(text, begin, begin)]
  for i = 1, #(pieces or "") do
    if sub(text, begin, begin + #pieces[i] - 1) == pieces[i] then
      return pieces[i]
    end
  end
end

-- The part of a message that consists of constants: the pieces from left to right, the longest one at
-- each position, joined by asterisks. Nil if there is none.
function string_literals.text(of_function, message)
  local body = message_text.without_position(message)
  if of_function.literals[body] then
    return body
  end
  local found, i = {}, 1
  while i <= #body do
    local piece = piece_at(of_function, body, i)
    found[#found + 1] = piece
    i = i + (piece and #piece or 1)
  end
  return found[1] and concat(found, VALUE) or nil
end

-- The text by the first of several functions, innermost first, that holds a part of the message; empty
-- if none does.
function string_literals.first_text(functions, message)
  for i = 1, #functions do
    local text = string_literals.text(functions[i], message)
    if text then
      return text
    end
  end
  return ""
end

return string_literals
