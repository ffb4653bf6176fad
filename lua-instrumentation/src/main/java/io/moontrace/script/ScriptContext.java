package io.moontrace.script;

import io.opentelemetry.context.Context;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A trace context in the hands of a script: an empty table that stands for it. What it hides no
 * script can reach, and its metatable is locked.
 */
class ScriptContext extends LuaTable {
  private final Context context;

  /**
   * A table that stands for {@code context}.
   *
   * @param metatable from {@link #metatable}
   */
  ScriptContext(Context context, LuaTable metatable) {
    this.context = context;
    setmetatable(metatable);
  }

  /** What {@code getmetatable} shows is the name alone. */
  static LuaTable metatable(String name, LuaTable methods) {
    LuaTable metatable = new LuaTable();
    metatable.rawset(INDEX, methods);
    metatable.rawset(METATABLE, LuaValue.valueOf(name));
    return metatable;
  }

  final Context context() {
    return context;
  }
}
