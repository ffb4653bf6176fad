package io.moontrace.frames;

import io.moontrace.error.Limits;
import io.moontrace.error.Redaction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Formats a Lua value in Lua syntax: {@code 12}, {@code "tea"}, {@code {1, 2, name = "tea"}}. The
 * text is shallow and about {@link Limits#LOCAL_VALUE} characters long at most. Calls no metamethod
 * and no method of a Java object.
 */
public final class ValueText {
  private static final int TABLE_ENTRIES = 16;

  /** Formats a value; null becomes {@code nil}. */
  public static String of(@Nullable LuaValue value) {
    StringBuilder out = new StringBuilder();
    if (value instanceof LuaTable) {
      append(out, (LuaTable) value);
    } else {
      append(out, value == null ? LuaValue.NIL : value);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, LuaValue value) {
    switch (value.type()) {
      case LuaValue.TNIL:
        out.append("nil");
        break;
      case LuaValue.TSTRING:
        append(out, value.checkstring());
        break;
      case LuaValue.TNUMBER:
      case LuaValue.TBOOLEAN:
        out.append(value.tojstring());
        break;
      case LuaValue.TTABLE:
        out.append("{...}");
        break;
      case LuaValue.TUSERDATA:
        out.append("userdata: ").append(value.touserdata().getClass().getName());
        break;
      default:
        out.append(value.typename());
        break;
    }
  }

  private static void append(StringBuilder out, LuaString text) {
    boolean fits = text.length() <= Limits.LOCAL_VALUE;
    LuaString shown = fits ? text : text.substring(0, Limits.LOCAL_VALUE);
    out.append('"').append(shown.tojstring().replace("\\", "\\\\").replace("\"", "\\\""));
    out.append(fits ? "\"" : "...");
  }

  private static void append(StringBuilder out, LuaTable table) {
    out.append('{');
    LuaValue key = LuaValue.NIL;
    int array = 1;
    for (int i = 0; ; i++) {
      Varargs next = table.next(key);
      key = next.arg1();
      if (key.isnil()) {
        break;
      }
      out.append(i == 0 ? "" : ", ");
      if (i == TABLE_ENTRIES || out.length() > Limits.LOCAL_VALUE) {
        out.append("...");
        break;
      }
      if (key.isinttype() && key.toint() == array) {
        array++;
        append(out, next.arg(2));
      } else {
        appendEntry(out, key, next.arg(2));
      }
    }
    out.append('}');
  }

  private static void appendEntry(StringBuilder out, LuaValue key, LuaValue value) {
    boolean named = key.type() == LuaValue.TSTRING;
    if (named) {
      out.append(key.tojstring());
    } else {
      out.append('[');
      append(out, key);
      out.append(']');
    }
    out.append(" = ");
    if (named && Redaction.isSecret(key.tojstring())) {
      out.append(Redaction.REDACTED);
    } else {
      append(out, value);
    }
  }

  private ValueText() {}
}
