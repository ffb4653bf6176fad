package io.moontrace.script;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The arguments that a script passes to a function of the agent. Each method takes the number of an
 * argument, starting at 1, and raises {@code bad argument #1 to 'span' (string expected, got nil)}
 * if it has the wrong type. The receiver of a method is not counted.
 */
final class Arguments {
  private static final int MAX_TEXT = 8 * 1024;

  private final String function;
  private final @Nullable ScriptSpan span;
  private final Varargs values;

  private Arguments(String function, @Nullable ScriptSpan span, Varargs values) {
    this.function = function;
    this.span = span;
    this.values = values;
  }

  static Arguments of(String function, boolean isMethod, Varargs values) {
    if (!isMethod) {
      return new Arguments(function, null, values);
    }
    LuaValue self = values.arg1();
    if (self instanceof ScriptSpan) {
      return new Arguments(function, (ScriptSpan) self, values.subargs(2));
    }
    throw new LuaError(
        "calling '" + function + "' on bad self (span expected, got " + self.typename() + ")");
  }

  /** The context of the receiver of a method; the current context for a function. */
  Context context() {
    return span == null ? Context.current() : span.context();
  }

  LuaValue value(int i) {
    return values.arg(i);
  }

  /** A string or a number, as text of at most {@link #MAX_TEXT} characters. */
  String text(int i) {
    LuaValue value = values.arg(i);
    if (!value.isstring()) {
      throw bad(i, "string");
    }
    return LuaText.of(value, MAX_TEXT);
  }

  @Nullable String optionalText(int i) {
    return values.arg(i).isnil() ? null : text(i);
  }

  /** A string, a number, or a boolean, as text; null for nil. */
  @Nullable String optionalScalar(int i) {
    LuaValue value = values.arg(i);
    if (value.isboolean()) {
      return String.valueOf(value.toboolean());
    }
    if (!value.isnil() && !value.isstring()) {
      throw bad(i, "string, number or boolean");
    }
    return value.isnil() ? null : LuaText.exact(value, MAX_TEXT);
  }

  /** Any value that an attribute can have, or nil. */
  LuaValue attribute(int i) {
    LuaValue value = values.arg(i);
    if (!value.isnil() && !value.isboolean() && !value.isstring() && !value.istable()) {
      throw bad(i, "string, number, boolean or table");
    }
    return value;
  }

  LuaTable table(int i) {
    LuaValue value = values.arg(i);
    if (!value.istable()) {
      throw bad(i, "table");
    }
    return (LuaTable) value;
  }

  @Nullable LuaTable optionalTable(int i) {
    return values.arg(i).isnil() ? null : table(i);
  }

  LuaFunction function(int i) {
    LuaValue value = values.arg(i);
    if (!value.isfunction()) {
      throw bad(i, "function");
    }
    return (LuaFunction) value;
  }

  ScriptSpan span(int i) {
    LuaValue value = values.arg(i);
    if (!(value instanceof ScriptSpan)) {
      throw bad(i, "span");
    }
    return (ScriptSpan) value;
  }

  /** A context returned by {@code extract} or {@code start_span}; nil means the current context. */
  Context context(int i) {
    LuaValue value = values.arg(i);
    if (value.isnil()) {
      return Context.current();
    }
    if (!(value instanceof ScriptContext)) {
      throw bad(i, "context");
    }
    return ((ScriptContext) value).context();
  }

  private LuaError bad(int i, String expected) {
    String got = values.arg(i).typename();
    return new LuaError(
        "bad argument #"
            + i
            + " to '"
            + function
            + "' ("
            + expected
            + " expected, got "
            + got
            + ")");
  }
}
