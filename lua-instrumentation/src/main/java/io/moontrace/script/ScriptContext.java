package io.moontrace.script;

import io.opentelemetry.context.Context;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A trace context as a script sees it: an empty table with a locked metatable. Scripts cannot
 * access the context itself.
 */
class ScriptContext extends LuaTable {
  private final Context context;

  /**
   * A table that represents {@code context}.
   *
   * @param metatable from {@link #metatable}
   */
  ScriptContext(Context context, LuaTable metatable) {
    this.context = context;
    setmetatable(metatable);
  }

  /** A metatable of which {@code getmetatable} returns only the name. */
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
