package io.moontrace.agent.program;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JsePlatform;

/** A script that catches errors in every possible way, and one with an uncaught error. */
public final class Caught {
  private static final String CATCHING =
      """
      local function fail() error('expected') end
      for i = 1, 3 do pcall(fail) end
      xpcall(fail, function(m) return m end)
      print(coroutine.resume(coroutine.create(fail)))
      print(pcall(function() coroutine.wrap(fail)() end))
      print(load('syntax error here', '@scripts/bad.lua'))
      pcall(error, 'by the library')
      print(pcall(function() store:reserve() end))
      """;
  private static final String LETTING_GO =
      """
      local ok, message = pcall(function() error('first') end)
      error('second: ' .. message)
      """;

  public static void main(String[] args) {
    Globals globals = JsePlatform.standardGlobals();
    globals.set("store", CoerceJavaToLua.coerce(new Store()));
    globals.load(CATCHING, "@scripts/catching.lua").call();
    try {
      globals.load(LETTING_GO, "@scripts/letting_go.lua").call();
    } catch (LuaError e) {
      System.out.println(e.getMessage());
    }
    System.exit(0); // the coroutines' threads wait
  }

  /** The Java that the script calls. */
  public static final class Store {
    @SuppressWarnings("DoNotCallSuggester") // a script calls it
    public void reserve() {
      throw new IllegalStateException("no tea");
    }
  }

  private Caught() {}
}
