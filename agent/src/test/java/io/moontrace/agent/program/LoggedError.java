package io.moontrace.agent.program;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** An application that logs with Logback: in Java below Lua, and what came out of Lua, thrice. */
public final class LoggedError {
  /** The script. */
  public static final String SCRIPT =
      "local has_agent, otel = pcall(require, 'otel')\n"
          + "if has_agent then otel.context.set('order_id', 'o-42') end\n"
          + "local function reserve(sku)\n"
          + "  store:take(sku)\n" // lua:take
          + "  return 1\n"
          + "end\n"
          + "reserve('tea')\n" // lua:reserve
          + "return 1\n";

  private static final Logger logger = LoggerFactory.getLogger(LoggedError.class);

  public static void main(String[] args) {
    MDC.put("user_id", "ada");
    Globals globals = JsePlatform.standardGlobals();
    globals.set("store", CoerceJavaToLua.coerce(new Store()));
    try {
      globals.load(SCRIPT, "@scripts/orders.lua").call();
    } catch (LuaError e) {
      logger.error("order failed", e);
      logger.error("order failed again", new IllegalArgumentException("bad order", e));
      logger.error("the exception inside", e.getCause());
    }
    logger.error("another", new IllegalStateException("of Java"));
  }

  /** What the script calls. */
  public static final class Store {
    public void take(String item) {
      logger.info("taking {}", item);
      throw new IllegalStateException("no " + item + " left");
    }
  }

  private LoggedError() {}
}
