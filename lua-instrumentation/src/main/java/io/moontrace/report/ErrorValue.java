package io.moontrace.report;

import io.moontrace.frames.ValueText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * Formats an error value that is a table, as in {@code error({code = 7})}. LuaJ's message contains
 * only its address.
 */
final class ErrorValue {
  /** A table as formatted by {@code LuaValue.tojstring}. */
  private static final Pattern ADDRESS = Pattern.compile("table: [0-9a-f]+$");

  /**
   * The message with the address of the table replaced by its contents, shallow and bounded ({@link
   * ValueText}). Calls no metamethod and no class of the application.
   */
  static String replaceAddress(String message, Throwable throwable) {
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
    } catch (RuntimeException e) { // another thread modifies the table
      return message;
    }
  }

  private ErrorValue() {}
}
