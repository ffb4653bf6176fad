package io.moontrace.frames;

import io.moontrace.error.StringLiterals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** Finds what of an error's message stands in the script that raised it. */
public final class LuaLiterals {
  /** Functions that are asked, the innermost ones: a message may be handed to who raises it. */
  private static final int FUNCTIONS = 5;

  /**
   * What the first of the innermost functions that knows any of it is written with.
   *
   * @param left the interpreted functions that the error left, innermost first
   * @param java its stack trace, which tells of the compiled ones
   * @return empty if none of it stands there; null if no function is known
   */
  public static @Nullable String said(
      String message, List<Activation> left, StackTraceElement[] java) {
    List<StringLiterals> functions = left.isEmpty() ? compiled(java) : interpreted(left);
    for (StringLiterals literals : functions) {
      String said = literals.in(message);
      if (said != null) {
        return said;
      }
    }
    return functions.isEmpty() ? null : "";
  }

  /** The strings among the constants of a function. */
  static StringLiterals of(Prototype prototype) {
    List<String> strings = new ArrayList<>();
    for (LuaValue constant : prototype.k) {
      if (constant.type() == LuaValue.TSTRING) {
        strings.add(constant.tojstring());
      }
    }
    return StringLiterals.of(strings);
  }

  private static List<StringLiterals> interpreted(List<Activation> left) {
    List<StringLiterals> functions = new ArrayList<>(FUNCTIONS);
    for (int i = 0; i < left.size() && i < FUNCTIONS; i++) {
      if (left.get(i) instanceof LuaActivation) {
        Prototype prototype = ((LuaActivation) left.get(i)).prototype();
        functions.add(LuaFunctionInfo.of(prototype).literals(prototype));
      }
    }
    return functions;
  }

  private static List<StringLiterals> compiled(StackTraceElement[] java) {
    List<StringLiterals> functions = new ArrayList<>(FUNCTIONS);
    for (StackTraceElement element : java) {
      StackRules.Kind kind = LuajStackRules.INSTANCE.kind(element);
      if (kind == StackRules.Kind.BUILTIN && LuajStackRules.catches(element)) {
        break;
      }
      StringLiterals found =
          kind == StackRules.Kind.COMPILED ? CompiledChunks.literals(element) : null;
      if (found != null && functions.size() < FUNCTIONS) {
        functions.add(found);
      }
    }
    return functions;
  }

  private LuaLiterals() {}
}
