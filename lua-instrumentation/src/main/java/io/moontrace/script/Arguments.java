package io.moontrace.script;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What a script gave to a function of ours. Each method takes the number of an argument, the first
 * is 1, and raises {@code bad argument #1 to 'span' (string expected, got nil)} where it is of a
 * wrong type. A method's own span does not count.
 */
final class Arguments {
  private static final int LONGEST_TEXT = 8 * 1024;

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

  /** The context of the span that a method was called on; of a function, the current one. */
  Context context() {
    return span == null ? Context.current() : span.context();
  }

  LuaValue value(int i) {
    return values.arg(i);
  }

  /** A string or a number, as text of at most 8,192 characters. */
  String text(int i) {
    LuaValue value = values.arg(i);
    if (!value.isstring()) {
      throw bad(i, "string");
    }
    return LuaText.of(value, LONGEST_TEXT);
  }

  @Nullable String optionalText(int i) {
    return values.arg(i).isnil() ? null : text(i);
  }

  /** A string, a number, a boolean, or nil for none. */
  @Nullable String optionalScalar(int i) {
    LuaValue value = values.arg(i);
    if (value.isboolean()) {
      return String.valueOf(value.toboolean());
    }
    if (!value.isnil() && !value.isstring()) {
      throw bad(i, "string, number or boolean");
    }
    return value.isnil() ? null : LuaText.exact(value, LONGEST_TEXT);
  }

  /** Anything that an attribute may be, or nil for none. */
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

  /** What {@code extract} or {@code start_span} returned; nil is the current context. */
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
