package io.moontrace.frames;

import io.moontrace.error.StringLiterals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/**
 * Finds the part of an error message that consists of string literals of the script that raised it.
 */
public final class LuaLiterals {
  /**
   * Innermost functions that are searched: a message may come from a caller of the function that
   * raises it.
   */
  private static final int FUNCTIONS = 5;

  /**
   * The literal text according to the first of the innermost functions that contains a part of the
   * message.
   *
   * @param activations the interpreted functions that the error has unwound, innermost first
   * @param java the stack trace, which contains the compiled functions
   * @return empty if no part is found; null if no function is known
   */
  public static @Nullable String literalText(
      String message, List<Activation> activations, StackTraceElement[] java) {
    List<StringLiterals> functions =
        activations.isEmpty() ? compiled(java) : interpreted(activations);
    for (StringLiterals literals : functions) {
      String text = literals.literalTextOf(message);
      if (text != null) {
        return text;
      }
    }
    return functions.isEmpty() ? null : "";
  }

  /** The string constants of a function. */
  static StringLiterals of(Prototype prototype) {
    List<String> strings = new ArrayList<>();
    for (LuaValue constant : prototype.k) {
      if (constant.type() == LuaValue.TSTRING) {
        strings.add(constant.tojstring());
      }
    }
    return StringLiterals.of(strings);
  }

  private static List<StringLiterals> interpreted(List<Activation> activations) {
    List<StringLiterals> functions = new ArrayList<>(FUNCTIONS);
    for (int i = 0; i < activations.size() && i < FUNCTIONS; i++) {
      if (activations.get(i) instanceof LuaActivation) {
        Prototype prototype = ((LuaActivation) activations.get(i)).prototype();
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
