package io.moontrace.testing;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Calls functions by every call instruction of {@code LuaClosure.execute}. */
public final class CallingScript {
  private static final String SOURCE =
      """
      local seen = {}
      local function none() seen[#seen + 1] = "none" end
      local function one(a) seen[#seen + 1] = a return a end
      local function two(a, b) return a, b end
      local function three(a, b, c) return a + b + c end
      local function many(...) return select("#", ...), ... end
      none() one(1) two(1, 2) three(1, 2, 3) many(1, 2, 3, 4)
      seen[#seen + 1] = one(2) + three(1, 2, 3)
      seen[#seen + 1] = table.concat({many(two(7, 8))}, ",")
      local function tail(n) if n == 0 then return "end", n end return tail(n - 1) end
      seen[#seen + 1] = tail(1000)
      for i, v in ipairs({"a", "b"}) do seen[#seen + 1] = i .. v end
      local function iterator(limit, i) if i < limit then return i + 1 end end
      for i in iterator, 2, 0 do seen[#seen + 1] = "i" .. i end
      seen[#seen + 1] = java(3)
      seen[#seen + 1] = setmetatable({}, {__call = function(self, a, b) return a .. b end})("c", "d")
      local co = coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return b + 1 end)
      seen[#seen + 1] = co(1) + co(10)
      local o = {n = 1}
      function o:inc(d) self.n = self.n + d return self end
      seen[#seen + 1] = o:inc(2):inc(3).n
      seen[#seen + 1] = tostring(pcall(function() nothing() end))
      return table.concat(seen, " ")
      """;

  public static String run() {
    return globals().load(SOURCE, "@calls.lua").call().tojstring();
  }

  public static StackTraceElement[] stackTrace() {
    try {
      globals()
          .load(
              """
              local function c(x) error("x") end
              local function b(...) c(...) return 1 end
              local function a(x, y) b(x, y, 1) return 1 end
              for _ in function() a(1, 2) end do end
              """,
              "@stack.lua")
          .call();
      throw new AssertionError("the script did not fail");
    } catch (LuaError e) {
      return e.getStackTrace();
    }
  }

  private static Globals globals() {
    Globals globals = JsePlatform.standardGlobals();
    globals.set(
        "java",
        new OneArgFunction() {
          @Override
          public LuaValue call(LuaValue x) {
            return x.add(1);
          }
        });
    return globals;
  }

  private CallingScript() {}
}
