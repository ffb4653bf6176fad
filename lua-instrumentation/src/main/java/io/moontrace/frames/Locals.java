package io.moontrace.frames;

import io.moontrace.error.Limits;
import io.moontrace.error.Redaction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.UpValue;

/**
 * The local variables and upvalues of an activation, name to value. Values are stored as text,
 * because they can change after the error. At most {@link Limits#LOCALS}; an inner variable hides
 * an outer one of the same name. Values whose names mark secrets are redacted.
 */
final class Locals {
  private static final String ENVIRONMENT = "_ENV";

  private final Map<String, String> values = new LinkedHashMap<>();

  /** Never throws, whatever values the script uses. */
  static Map<String, String> of(LuaClosure closure, int pc, LuaValue[] stack) {
    try {
      Locals locals = new Locals();
      locals.add(closure.p, pc, stack);
      locals.add(closure.p, closure.upValues);
      return locals.values;
    } catch (Throwable t) {
      return Collections.emptyMap(); // from a subclass of LuaValue, or a stack overflow
    }
  }

  /**
   * As in {@code luaF_getlocalname}, the n-th variable that is active at the pc is in register n.
   */
  private void add(Prototype prototype, int pc, LuaValue[] stack) {
    LocVars[] variables = prototype.locvars;
    int register = 0;
    for (int i = 0; i < variables.length && variables[i].startpc <= pc; i++) {
      if (pc < variables[i].endpc) {
        if (register < stack.length) {
          add(variables[i].varname, stack[register]);
        }
        register++;
      }
    }
  }

  private void add(Prototype prototype, UpValue[] upvalues) {
    for (int i = 0; i < upvalues.length && i < prototype.upvalues.length; i++) {
      String name = text(prototype.upvalues[i].name);
      if (upvalues[i] != null && name != null && !values.containsKey(name)) {
        add(prototype.upvalues[i].name, upvalues[i].getValue());
      }
    }
  }

  private void add(@Nullable LuaString variable, @Nullable LuaValue value) {
    String name = text(variable);
    // names like "(for index)" are internal to the interpreter
    if (name == null || name.startsWith("(") || name.equals(ENVIRONMENT) || isFull(name)) {
      return;
    }
    values.remove(name);
    values.put(name, Redaction.isSecret(name) ? Redaction.REDACTED : ValueText.of(value));
  }

  private boolean isFull(String name) {
    return values.size() >= Limits.LOCALS && !values.containsKey(name);
  }

  private static @Nullable String text(@Nullable LuaString name) {
    return name == null ? null : name.tojstring();
  }

  private Locals() {}
}
