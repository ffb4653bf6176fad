package io.moontrace.frames;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/**
 * Determines the name by which an instruction calls a function. The rules are those of Lua 5.2.4
 * ({@code getfuncname} and {@code getobjname} of {@code ldebug.c}). The rules in LuaJ's DebugLib
 * report one branch of {@code (a and f or g)()} even if the other was called.
 */
final class CallNames {
  /** The name for the call, metamethod event or iterator at the instruction {@code pc}, or null. */
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

  /** The name of the value in a register, or null if the instructions do not determine it. */
  static @Nullable String ofRegister(Prototype prototype, int pc, int register) {
    try {
      return nameOf(prototype, pc, register);
    } catch (RuntimeException e) {
      return null; // stripped or damaged debug information
    }
  }

  private static @Nullable String nameOf(Prototype prototype, int pc, int register) {
    LuaString local = prototype.getlocalname(register + 1, pc);
    if (local != null) {
      return local.tojstring();
    }
    int setter = setterOf(prototype, pc, register);
    if (setter < 0) {
      return null;
    }
    int instruction = prototype.code[setter];
    switch (Lua.GET_OPCODE(instruction)) {
      case Lua.OP_MOVE:
        int from = Lua.GETARG_B(instruction);
        return from < Lua.GETARG_A(instruction) ? nameOf(prototype, setter, from) : null;
      case Lua.OP_GETTABUP:
      case Lua.OP_GETTABLE:
      case Lua.OP_SELF:
        return ofKey(prototype, setter, Lua.GETARG_C(instruction));
      case Lua.OP_GETUPVAL:
        return ofUpvalue(prototype, Lua.GETARG_B(instruction));
      default:
        return null;
    }
  }

  /** The constant string in an operand of the instruction {@code pc}, or null. */
  static @Nullable String ofKey(Prototype prototype, int pc, int operand) {
    if (Lua.ISK(operand)) {
      return string(prototype, Lua.INDEXK(operand));
    }
    // constants beyond the first 255 are loaded into a register
    int setter =
        prototype.getlocalname(operand + 1, pc) == null ? setterOf(prototype, pc, operand) : -1;
    return setter >= 0 && Lua.GET_OPCODE(prototype.code[setter]) == Lua.OP_LOADK
        ? string(prototype, Lua.GETARG_Bx(prototype.code[setter]))
        : null;
  }

  static @Nullable String ofUpvalue(Prototype prototype, int index) {
    LuaString name = index < prototype.upvalues.length ? prototype.upvalues[index].name : null;
    return name == null ? null : name.tojstring();
  }

  private static @Nullable String string(Prototype prototype, int constant) {
    LuaValue value = prototype.k[constant];
    return value.type() == LuaValue.TSTRING ? value.tojstring() : null;
  }

  /** The instruction that set a register; -1 if a jump makes it ambiguous. */
  private static int setterOf(Prototype prototype, int lastPc, int register) {
    int setter = -1;
    int jumpTarget = 0;
    for (int pc = 0; pc < lastPc; pc++) {
      int instruction = prototype.code[pc];
      if (Lua.GET_OPCODE(instruction) == Lua.OP_JMP) {
        int target = pc + 1 + Lua.GETARG_sBx(instruction);
        jumpTarget = target <= lastPc ? Math.max(jumpTarget, target) : jumpTarget;
      } else if (sets(instruction, register)) {
        setter = pc < jumpTarget ? -1 : pc;
      }
    }
    return setter;
  }

  private static boolean sets(int instruction, int register) {
    int a = Lua.GETARG_A(instruction);
    switch (Lua.GET_OPCODE(instruction)) {
      case Lua.OP_LOADNIL:
        return a <= register && register <= a + Lua.GETARG_B(instruction);
      case Lua.OP_TFORCALL:
        return register >= a + 2;
      case Lua.OP_CALL:
      case Lua.OP_TAILCALL:
        return register >= a;
      case Lua.OP_TEST:
        return register == a;
      default:
        return register == a && Lua.testAMode(Lua.GET_OPCODE(instruction));
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
