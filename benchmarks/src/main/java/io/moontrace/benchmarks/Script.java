package io.moontrace.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * A workload in Lua. Its chunk returns a function, the units of work per call, and the expected
 * result of a call.
 */
final class Script {
  private final LuaValue function;
  private final int units;
  private final LuaValue expected;

  private Script(Varargs returned) {
    function = returned.checkfunction(1);
    units = returned.checkint(2);
    expected = returned.checkvalue(3);
  }

  /**
   * Loads a workload.
   *
   * @param name the name of the file, or {@code file/n}, where n is the value of {@code java.depth}
   */
  static Script load(String name) {
    int slash = name.indexOf('/');
    Globals globals = JsePlatform.standardGlobals();
    int depth = slash < 0 ? 0 : Integer.parseInt(name.substring(slash + 1));
    globals.set("java", JavaFunctions.table(depth));
    String file = (slash < 0 ? name : name.substring(0, slash)) + ".lua";
    try (InputStream source = Script.class.getResourceAsStream(file)) {
      if (source == null) {
        throw new IllegalArgumentException("no workload " + name);
      }
      return new Script(globals.load(source, '@' + file, "t", globals).invoke());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls the function, which is an entry into Lua if the call is outermost. */
  LuaValue call() {
    return function.call();
  }

  int units() {
    return units;
  }

  LuaValue expected() {
    return expected;
  }
}
