package io.moontrace.script;

import static java.util.logging.Level.FINE;
import static java.util.logging.Level.WARNING;

import io.moontrace.bootstrap.Policy;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The modules that {@code require} finds here when it found them nowhere else. */
public final class ScriptModules {
  private static final Logger logger = Logger.getLogger(ScriptModules.class.getName());
  private static final AtomicBoolean warned = new AtomicBoolean();

  /** The second name is for {@code otel.lua}, which stands in where there is no agent. */
  private static final String OTEL = "otel";

  private static final String OTEL_OF_AGENT = "moontrace.otel";

  /**
   * Called by woven code of {@code require} before it raises its error. Never throws.
   *
   * @param library the table {@code package}
   * @param name what is required
   * @return the module, which is in {@code package.loaded} now; null when it is none of ours
   */
  public static @Nullable LuaValue find(LuaTable library, LuaValue name) {
    try {
      LuaValue module = Policy.modules() ? make(name.tojstring(), library) : null;
      if (module != null) {
        library.get("loaded").set(name, module);
      }
      return module;
    } catch (Throwable t) {
      failed("A module could not be given to a script", t);
      return null;
    }
  }

  /** Says that something of ours failed while a script called it; the script goes on. */
  static void failed(String what, Throwable t) {
    boolean first = warned.compareAndSet(false, true);
    logger.log(first ? WARNING : FINE, what + "; further failures are logged at FINE", t);
  }

  /** Nothing to do: what is needed is made when it is asked for. */
  public static void prepare() {}

  /** A table of its own for each program: what one script changes in it no other one sees. */
  private static @Nullable LuaValue make(String name, LuaTable library) throws IOException {
    if (name.equals(OTEL) || name.equals(OTEL_OF_AGENT)) {
      return new OtelModule().table();
    }
    return name.startsWith(OpentelemetryLua.PREFIX) ? OpentelemetryLua.load(name, library) : null;
  }

  private ScriptModules() {}
}
