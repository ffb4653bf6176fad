package io.moontrace.script;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/**
 * A function that scripts call. Wrong arguments raise a Lua error, as in LuaJ's own library. Any
 * other failure in the agent is logged, and the script gets nil.
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

  /** A method of a span: {@code span:set_attribute(key, value)}. */
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

  /** The implementation of a function. */
  interface Body {
    Varargs run(Arguments arguments);
  }
}
