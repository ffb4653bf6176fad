package io.moontrace.report;

import io.moontrace.frames.ValueText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** An error value that is a table: {@code error({code = 7})}. LuaJ tells only where it lies. */
final class ErrorValue {
  /** {@code LuaValue.tojstring} of a table. */
  private static final Pattern ADDRESS = Pattern.compile("table: [0-9a-f]+$");

  /**
   * The message with the table written as in Lua, shallow and bounded ({@link ValueText}), instead
   * of its address. Calls no metamethod, and no class of the application.
   */
  static String shownIn(String message, Throwable throwable) {
    if (!(throwable instanceof LuaError)) {
      return message;
    }
    LuaValue value = SafeThrowable.value((LuaError) throwable);
    Matcher address = ADDRESS.matcher(message);
    if (value == null || value.getClass() != LuaTable.class || !address.find()) {
      return message;
    }
    try {
      return message.substring(0, address.start()) + ValueText.of(value);
    } catch (RuntimeException e) { // another thread changes the table
      return message;
    }
  }

  private ErrorValue() {}
}
