package io.moontrace.agent.program;

import java.util.function.Consumer;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Java calls Lua calls Java calls Lua calls Java, which throws. The marks name the lines. */
public final class MixedError {
  /** The script; its marks name its lines. */
  public static final String SCRIPT =
      "function checkout(sku)\n"
          + "  store:each(function(item)\n" // lua:each
          + "    store:take(item)\n" // lua:take
          + "  end)\n"
          + "  return 1\n"
          + "end\n"
          + "\n"
          + "checkout('tea')\n" // lua:checkout
          + "return 1\n";

  public static void main(String[] args) {
    Globals globals = JsePlatform.standardGlobals();
    globals.set("store", CoerceJavaToLua.coerce(new Store()));
    LuaValue chunk = globals.load(SCRIPT, "@scripts/orders.lua");
    System.out.println("before");
    try {
      chunk.call(); // java:main
    } catch (LuaError e) {
      System.out.println("caught " + e.getMessage());
    }
    globals.load("local t = {}\nt.x.y = 1\n", "@scripts/last.lua").call();
  }

  /** What the script calls. */
  public static final class Store {
    public void each(LuaFunction action) {
      Consumer<String> consumer = item -> action.call(LuaValue.valueOf(item)); // java:call
      consumer.accept("green tea"); // java:each
    }

    public void take(String item) {
      find(item); // java:take
    }

    private void find(String item) {
      throw new IllegalStateException("no " + item + " left"); // java:find
    }
  }

  private MixedError() {}
}
