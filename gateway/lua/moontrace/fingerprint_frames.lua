-- Selects the frames that identify a bug: the innermost functions of the application, without line numbers
-- and folders. docs/fingerprint.md, section Places.

local find, gsub, match, sub = string.find, string.gsub, string.match, string.sub
local sort = table.sort

local MAX_PLACES = 5
local ENGINE = "org.luaj."

-- Where a script catches errors, or nothing is known beyond.
local ENDS = { pcall = true, xpcall = true, load = true, ["(...)"] = true, ["(...resumed from...)"] = true }

-- What follows one of these in the name of a Java class differs from JVM to JVM.
local GENERATED = { "$$", "$Proxy", "$ByteBuddy$", "$HibernateProxy$", "$MockitoMock$" }

local function without_numbers(name)
  return (gsub(name, "%$%d+", "$"))
end

local function class_of(module)
  local last = #module
  for i = 1, #GENERATED do
    local at = find(module, GENERATED[i], 1, true)
    last = at and at - 1 < last and at - 1 or last
  end
  return without_numbers(sub(module, 1, last))
end

local function chunk_of(file)
  return find(file, "^%[string ") and "[string]" or match(file, "[^/\\]*$")
end

local function function_of(name)
  return sub(name, 1, 1) == "<" and "<>" or match(name, "[^.:]*$")
end

local function place(frame)
  if frame.lang == "lua" then
    return "lua " .. chunk_of(frame.file or "?") .. " " .. function_of(frame["function"])
  end
  return "java " .. class_of(frame.module or "?") .. " " .. without_numbers(frame["function"])
end

local function is_end(frame)
  if frame.lang ~= "lua" then
    return false
  end
  return ENDS[frame["function"]] and not frame.in_app or frame.file == "?"
end

local function is_other_language(frame, lang)
  return frame.lang ~= lang or (lang == "java" and frame.module ~= nil and sub(frame.module, 1, #ENGINE) == ENGINE)
end

local fingerprint_frames = {}

-- At most five places, innermost first. Each is listed once, because recursion can have any depth.
function fingerprint_frames.places(frames)
  local places, lang = {}, "lua"
  for i = 1, #frames do
    local frame = frames[i]
    if #places == MAX_PLACES or is_end(frame) or (places[1] and is_other_language(frame, lang)) then
      break
    end
    local text = frame.in_app and place(frame)
    if text and not places[text] then
      places[text] = true
      places[#places + 1] = text
      lang = frame.lang
      if frame["function"] == "(compiling)" then
        break
      end
    end
  end
  return places
end

-- The places of an infinite recursion that occur more than once, sorted: where exactly the stack
-- overflowed is accidental.
function fingerprint_frames.recurring(frames)
  local counts, places = {}, {}
  for i = 1, #frames do
    if is_end(frames[i]) then
      break
    end
    local text = frames[i].in_app and place(frames[i])
    if text then
      counts[text] = (counts[text] or 0) + 1
      places[#places + 1] = counts[text] == 2 and text or nil
    end
  end
  sort(places)
  return places
end

return fingerprint_frames
