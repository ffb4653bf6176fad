-- moontrace.sampler: the names of OTEL_TRACES_SAMPLER, and the decisions of the Java SDK.

local checks = require "checks"
local samplers = require "moontrace.sampler"
local vectors = require "sampler_vectors"
local check, equal = checks.check, checks.equal

local seen = 0
for _, vector in ipairs(vectors) do
  local sampler = samplers.of { name = "traceidratio", ratio = vector.ratio }
  for _, expected in ipairs { "sampled", "not_sampled" } do
    for digits in string.gmatch(vector[expected], "%x+") do
      seen = seen + 1
      equal(sampler(nil, "00000000000000ff" .. digits), expected == "sampled", "ratio " .. vector.ratio .. ", " .. digits)
    end
  end
end
check(seen > 150, "vectors: " .. seen)

local id = "4bf92f3577b34da6a3ce929d0e0e4736"
local sampled, not_sampled = { flags = 1 }, { flags = 2 }

local function decides(settings, without, parent_sampled, parent_not_sampled)
  local sampler, problem = samplers.of(settings)
  local name = settings and tostring(settings.name) or "none"
  equal(problem, nil, name .. " is understood")
  equal(sampler(nil, id), without, name .. " without a parent")
  equal(sampler(sampled, id), parent_sampled, name .. " with a sampled parent")
  equal(sampler(not_sampled, id), parent_not_sampled, name .. " with a parent that is not sampled")
end

decides(nil, true, true, false)
decides({}, true, true, false)
decides({ name = "parentbased_always_on" }, true, true, false)
decides({ name = "parentbased_always_off" }, false, true, false)
decides({ name = "always_on" }, true, true, true)
decides({ name = "always_off" }, false, false, false)
decides({ name = "AlwAys_Off" }, false, false, false)
decides({ name = "traceidratio" }, true, true, true)
decides({ name = "traceidratio", ratio = "0" }, false, false, false)
decides({ name = "traceidratio", ratio = 0.0001 }, false, false, false)
decides({ name = "parentbased_traceidratio", ratio = 0 }, false, true, false)
decides({ name = "parentbased_traceidratio", ratio = 1 }, true, true, false)

-- What is not understood is said, and the default is used.
for _, name in ipairs { "jaeger_remote", "", "x", string.rep("x", 10000), 1, {} } do
  local sampler, problem = samplers.of { name = name }
  check(problem and #problem < 200 and string.find(problem, "not known", 1, true), tostring(problem))
  equal(sampler(not_sampled, id), false, "the default follows the parent")
  equal(sampler(nil, id), true, "the default samples new traces")
end
for _, ratio in ipairs { -0.1, 1.1, "x", "", {}, 0 / 0, 1 / 0, "1e999", string.rep("9", 10000) } do
  local sampler, problem = samplers.of { name = "traceidratio", ratio = ratio }
  check(problem and #problem < 200 and string.find(problem, "between 0 and 1", 1, true), tostring(problem))
  equal(sampler(nil, id), true, "the ratio is 1")
end

-- The share of sampled traces is about the ratio.
local random = require "moontrace.random"
random.set_state { 1, 2, 3, 4, 5, 6 }
local tenth, n = samplers.of { name = "traceidratio", ratio = 0.1 }, 0
for _ = 1, 10000 do
  n = n + (tenth(nil, random.trace_id()) and 1 or 0)
end
check(n > 880 and n < 1120, "a tenth of 10000: " .. n)

checks.done()
