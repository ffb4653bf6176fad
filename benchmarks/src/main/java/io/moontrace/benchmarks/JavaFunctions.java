package io.moontrace.benchmarks;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.TwoArgFunction;

/** The Java functions that the scripts call. */
final class JavaFunctions {

  static LuaTable table(int depth) {
    LuaTable table = new LuaTable();
    table.set("depth", depth);
    table.set("identity", new Identity());
    table.set("repeatedly", new Repeatedly());
    table.set("attempt", new Attempt());
    return table;
  }

  private static final class Identity extends OneArgFunction {
    @Override
    public LuaValue call(LuaValue x) {
      return x;
    }
  }

  /** {@code repeatedly(f, n)} calls f n times and counts the results that are not nil. */
  private static final class Repeatedly extends TwoArgFunction {
    @Override
    public LuaValue call(LuaValue function, LuaValue times) {
      int count = 0;
      for (int i = times.checkint(); i > 0; i--) {
        if (!function.call(times).isnil()) {
          count++;
        }
      }
      return LuaValue.valueOf(count);
    }
  }

  /** {@code attempt(f, x)} calls f(x) and catches its error; returns 1 if there was one, else 0. */
  private static final class Attempt extends TwoArgFunction {
    @Override
    public LuaValue call(LuaValue function, LuaValue argument) {
      try {
        function.call(argument);
        return LuaValue.ZERO;
      } catch (LuaError e) {
        return LuaValue.ONE;
      }
    }
  }

  private JavaFunctions() {}
}
