package io.moontrace.script;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/**
 * A function that scripts call. Wrong arguments raise a Lua error, as LuaJ's own library does;
 * whatever else goes wrong in ours is no matter of the script, which gets nil.
 */
final class ScriptFunction extends VarArgFunction {
  private final boolean isMethod;
  private final Body body;

  private ScriptFunction(String name, boolean isMethod, Body body) {
    this.name = name;
    this.isMethod = isMethod;
    this.body = body;
  }

  static ScriptFunction function(String name, Body body) {
    return new ScriptFunction(name, false, body);
  }

  /** Called with a span in front: {@code span:set_attribute(key, value)}. */
  static ScriptFunction method(String name, Body body) {
    return new ScriptFunction(name, true, body);
  }

  @Override
  public Varargs invoke(Varargs values) {
    try {
      return body.run(Arguments.of(name, isMethod, values));
    } catch (LuaError e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      ScriptModules.failed("otel." + name + " failed", e);
      return NONE;
    }
  }

  /** What a function does. */
  interface Body {
    Varargs run(Arguments arguments);
  }
}
