package io.moontrace.frames;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.lib.DebugLib;

/**
 * How a calling instruction names what it calls. The rules are Lua's own ({@code getfuncname} and
 * {@code getobjname} of {@code ldebug.c}), in LuaJ's version of them in {@link DebugLib}; the
 * library is only asked, never installed.
 */
final class CallNames {
  private static final @Nullable Method GET_OBJECT_NAME;
  private static final @Nullable Field NAME;

  static {
    Method method = null;
    Field field = null;
    try {
      method = DebugLib.class.getMethod("getobjname", Prototype.class, int.class, int.class);
      // its class is package-private, as are its fields
      field = method.getReturnType().getDeclaredField("name");
      field.setAccessible(true);
      method.setAccessible(true);
    } catch (Exception | LinkageError e) {
      method = null; // another LuaJ: names then come from definitions alone
    }
    GET_OBJECT_NAME = method;
    NAME = field;
  }

  /** The name at the instruction {@code pc} of a call, a metamethod event or an iterator. */
  static @Nullable String ofCall(Prototype prototype, int pc) {
    if (pc < 0 || pc >= prototype.code.length) {
      return null;
    }
    int instruction = prototype.code[pc];
    int opcode = Lua.GET_OPCODE(instruction);
    switch (opcode) {
      case Lua.OP_CALL:
      case Lua.OP_TAILCALL:
        return ofRegister(prototype, pc, Lua.GETARG_A(instruction));
      case Lua.OP_TFORCALL:
        return "for iterator";
      default:
        return metamethod(opcode);
    }
  }

  /** What the source calls the value in a register, or null. */
  static @Nullable String ofRegister(Prototype prototype, int pc, int register) {
    if (GET_OBJECT_NAME == null || NAME == null) {
      return null;
    }
    try {
      Object name = GET_OBJECT_NAME.invoke(null, prototype, pc, register);
      return name == null ? null : (String) NAME.get(name);
    } catch (Exception | LinkageError e) {
      return null; // stripped or damaged debug information
    }
  }

  private static @Nullable String metamethod(int opcode) {
    switch (opcode) {
      case Lua.OP_SELF:
      case Lua.OP_GETTABUP:
      case Lua.OP_GETTABLE:
        return "__index";
      case Lua.OP_SETTABUP:
      case Lua.OP_SETTABLE:
        return "__newindex";
      case Lua.OP_EQ:
        return "__eq";
      case Lua.OP_ADD:
        return "__add";
      case Lua.OP_SUB:
        return "__sub";
      case Lua.OP_MUL:
        return "__mul";
      case Lua.OP_DIV:
        return "__div";
      case Lua.OP_MOD:
        return "__mod";
      case Lua.OP_POW:
        return "__pow";
      case Lua.OP_UNM:
        return "__unm";
      case Lua.OP_LEN:
        return "__len";
      case Lua.OP_LT:
        return "__lt";
      case Lua.OP_LE:
        return "__le";
      case Lua.OP_CONCAT:
        return "__concat";
      default:
        return null;
    }
  }

  private CallNames() {}
}
