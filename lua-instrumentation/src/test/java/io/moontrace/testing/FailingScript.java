package io.moontrace.testing;

import io.moontrace.error.Frame;
import io.moontrace.frames.LuaFrames;
import io.moontrace.frames.StackBuilder;
import java.util.List;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** A failing script, run in another class loader with a modified LuaJ. */
public final class FailingScript {
  private static final String SOURCE =
      """
      local function c(x, y)
        return x.name .. y
      end
      function b(x)
        local r = c(x, 1)
        return r
      end
      local r = b(nil)
      """;

  /** The Lua frames of the error as {@code function:line}. */
  public static List<String> run() {
    LuaValue chunk = JsePlatform.standardGlobals().load(SOURCE, "@weave.lua");
    try {
      chunk.call();
      throw new AssertionError("the script did not fail");
    } catch (LuaError e) {
      return new StackBuilder(e.getStackTrace(), LuaFrames.unwoundBy(e))
          .build().frames().stream()
              .filter(frame -> "weave.lua".equals(frame.file()))
              .map(FailingScript::show)
              .toList();
    }
  }

  private static String show(Frame frame) {
    return frame.function() + ':' + frame.line();
  }

  private FailingScript() {}
}
