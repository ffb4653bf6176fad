package io.moontrace.script;

import static java.util.logging.Level.FINE;
import static java.util.logging.Level.WARNING;

import io.moontrace.bootstrap.RuntimeSettings;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The modules that {@code require} gets from the agent if the program provides none. */
public final class ScriptModules {
  private static final Logger logger = Logger.getLogger(ScriptModules.class.getName());
  private static final AtomicBoolean warned = new AtomicBoolean();

  /** The second name is for {@code otel.lua}, the fallback for programs without the agent. */
  private static final String OTEL = "otel";

  private static final String OTEL_OF_AGENT = "moontrace.otel";

  /**
   * Called by code woven into {@code require} before it raises its error. Never throws.
   *
   * @param library the table {@code package}
   * @param name the argument of {@code require}
   * @return the module, which is then also in {@code package.loaded}; null if the agent has no such
   *     module
   */
  public static @Nullable LuaValue find(LuaTable library, LuaValue name) {
    try {
      LuaValue module = RuntimeSettings.modules() ? create(name.tojstring(), library) : null;
      if (module != null) {
        library.get("loaded").set(name, module);
      }
      return module;
    } catch (Throwable t) {
      failed("Moontrace could not provide a module to a script", t);
      return null;
    }
  }

  /** Logs a failure in code that a script called. The script continues. */
  static void failed(String message, Throwable t) {
    boolean first = warned.compareAndSet(false, true);
    logger.log(first ? WARNING : FINE, message + "; further failures are logged at FINE", t);
  }

  /** Does nothing; lets muzzle find this class, see {@link RequireInstrumentation}. */
  public static void prepare() {}

  /**
   * Creates a new table for each program, so that changes by one program are invisible to others.
   */
  private static @Nullable LuaValue create(String name, LuaTable library) throws IOException {
    if (name.equals(OTEL) || name.equals(OTEL_OF_AGENT)) {
      return new OtelModule().table();
    }
    return name.startsWith(OpentelemetryLua.PREFIX) ? OpentelemetryLua.load(name, library) : null;
  }

  private ScriptModules() {}
}
