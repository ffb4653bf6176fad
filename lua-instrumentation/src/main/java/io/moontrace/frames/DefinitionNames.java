package io.moontrace.frames;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/**
 * Determines the names under which functions are defined, from the instruction after the one that
 * creates the closure: {@code local function f}, {@code function f}, {@code function M.f}, {@code
 * function O:m}, {@code t.f = function}.
 */
final class DefinitionNames {

  /** One name per element of {@code parent.p}; null for an unnamed function. */
  static @Nullable String[] ofFunctionsIn(Prototype parent) {
    @Nullable String[] names = new String[parent.p.length];
    for (int pc = 0; pc + 1 < parent.code.length; pc++) {
      int made = parent.code[pc];
      if (Lua.GET_OPCODE(made) == Lua.OP_CLOSURE) {
        int index = Lua.GETARG_Bx(made);
        names[index] = nameOrNull(parent, pc, Lua.GETARG_A(made), parent.p[index]);
      }
    }
    return names;
  }

  private static @Nullable String nameOrNull(
      Prototype parent, int pc, int register, Prototype child) {
    try {
      return name(parent, pc, register, child);
    } catch (RuntimeException e) {
      return null; // stripped or damaged debug information
    }
  }

  private static @Nullable String name(Prototype parent, int pc, int register, Prototype child) {
    int next = parent.code[pc + 1];
    String name = null;
    switch (Lua.GET_OPCODE(next)) {
      case Lua.OP_SETTABUP:
        name = Lua.GETARG_C(next) == register ? ofUpvalue(parent, pc + 1, next, child) : null;
        break;
      case Lua.OP_SETTABLE:
        name = Lua.GETARG_C(next) == register ? ofTable(parent, pc + 1, next, child) : null;
        break;
      case Lua.OP_SETUPVAL:
        name =
            Lua.GETARG_A(next) == register ? CallNames.ofUpvalue(parent, Lua.GETARG_B(next)) : null;
        break;
      default:
        break;
    }
    return name != null ? name : local(parent, register, pc + 1);
  }

  /** A field of a table in an upvalue. For the table of globals, only the name of the field. */
  private static @Nullable String ofUpvalue(
      Prototype parent, int pc, int instruction, Prototype child) {
    String owner = CallNames.ofUpvalue(parent, Lua.GETARG_A(instruction));
    return field("_ENV".equals(owner) ? null : owner, parent, pc, instruction, child);
  }

  private static @Nullable String ofTable(
      Prototype parent, int pc, int instruction, Prototype child) {
    String owner = CallNames.ofRegister(parent, pc, Lua.GETARG_A(instruction));
    return field(owner, parent, pc, instruction, child);
  }

  /** {@code O.f}, or {@code O:m} for a function with a first parameter {@code self}. */
  private static @Nullable String field(
      @Nullable String owner, Prototype parent, int pc, int instruction, Prototype child) {
    String field = CallNames.ofKey(parent, pc, Lua.GETARG_B(instruction));
    return field == null || owner == null ? field : owner + (takesSelf(child) ? ':' : '.') + field;
  }

  private static boolean takesSelf(Prototype child) {
    return child.numparams > 0
        && child.locvars.length > 0
        && child.locvars[0].varname.tojstring().equals("self");
  }

  private static @Nullable String local(Prototype parent, int register, int pc) {
    LuaString name = parent.getlocalname(register + 1, pc);
    return name == null ? null : name.tojstring();
  }

  private DefinitionNames() {}
}
