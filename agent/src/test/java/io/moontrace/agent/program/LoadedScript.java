package io.moontrace.agent.program;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JsePlatform;

/** What a plugin does with its own copy of LuaJ. */
public final class LoadedScript implements Runnable {
  private static final String SCRIPT =
      """
      local step = coroutine.wrap(function() coroutine.yield(1) return 2 end)
      step() step()
      local function order()
        host:unchecked('no tea')
      end
      order()
      """;

  @Override
  public void run() {
    Globals globals = JsePlatform.standardGlobals();
    globals.set("host", CoerceJavaToLua.coerce(new Host()));
    try {
      globals.load(SCRIPT, "@plugin.lua").call();
    } catch (LuaError e) {
      System.out.println(e.getMessage());
    }
  }
}
