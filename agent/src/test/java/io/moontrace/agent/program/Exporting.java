package io.moontrace.agent.program;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Makes many spans and log records. */
public final class Exporting {
  private static final Logger logger = Logger.getLogger(Exporting.class.getName());
  private static final int TIMES = 50;

  public static void main(String[] args) {
    logger.setUseParentHandlers(false);
    LuaValue chunk = JsePlatform.standardGlobals().load("error('x')", "@scripts/x.lua");
    for (int i = 0; i < TIMES; i++) {
      try {
        chunk.call();
      } catch (LuaError e) {
        logger.log(Level.WARNING, "failed", e);
      }
    }
    System.out.println("done");
  }

  private Exporting() {}
}
