package io.moontrace.report;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * Reads the properties of a throwable of the application. Its methods may be overridden and may
 * throw; the methods here never do.
 */
final class SafeThrowable {
  private static final StackTraceElement[] NO_STACK = {};

  private static final @Nullable Method GET_VALUE = valueMethod();

  /** DebugLib appends this to the message of a LuaError. */
  private static final String TRACEBACK = "\nstack traceback:";

  /** DebugLib's text for an error without a message. */
  private static final String NIL = "null";

  /** The message without DebugLib's traceback; empty if there is none. */
  static String message(Throwable throwable) {
    String message = rawMessage(throwable);
    int traceback = throwable instanceof LuaError ? message.indexOf(TRACEBACK) : -1;
    if (traceback < 0) {
      return message;
    }
    String text = message.substring(0, traceback);
    return text.equals(NIL) ? "" : text;
  }

  /** The message as a script sees it; empty if there is none. */
  static String rawMessage(Throwable throwable) {
    try {
      String message = throwable.getMessage();
      return message == null ? "" : message;
    } catch (Throwable t) {
      return "(getMessage failed: " + t.getClass().getName() + ")";
    }
  }

  /** The error value; null if there is none, or in LuaJ 3.0, which keeps only its text. */
  static @Nullable LuaValue value(LuaError error) {
    try {
      return GET_VALUE == null ? null : (LuaValue) GET_VALUE.invoke(error);
    } catch (Throwable t) {
      return null;
    }
  }

  static @Nullable Throwable cause(Throwable throwable) {
    try {
      return throwable.getCause();
    } catch (Throwable t) {
      return null;
    }
  }

  static Throwable[] suppressed(Throwable throwable) {
    return throwable.getSuppressed(); // final in Throwable
  }

  static StackTraceElement[] stack(Throwable throwable) {
    try {
      StackTraceElement[] stack = throwable.getStackTrace();
      return stack == null ? NO_STACK : stack;
    } catch (Throwable t) {
      return NO_STACK;
    }
  }

  private static @Nullable Method valueMethod() {
    try {
      return LuaError.class.getMethod("getMessageObject");
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private SafeThrowable() {}
}
