package io.moontrace.report;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * Asks a throwable of the application about itself. Its methods may be overridden and throw or lie;
 * none of these does.
 */
final class SafeThrowable {
  private static final StackTraceElement[] NO_STACK = {};

  private static final @Nullable Method GET_VALUE = valueMethod();

  /** What DebugLib appends to the message of a LuaError. */
  private static final String TRACEBACK = "\nstack traceback:";

  /** DebugLib's text of an error without a message. */
  private static final String NIL = "null";

  /** Empty where there is none; without the traceback of DebugLib. */
  static String message(Throwable throwable) {
    String message = wholeMessage(throwable);
    int traceback = throwable instanceof LuaError ? message.indexOf(TRACEBACK) : -1;
    if (traceback < 0) {
      return message;
    }
    String said = message.substring(0, traceback);
    return said.equals(NIL) ? "" : said;
  }

  /** As a script sees it. */
  static String wholeMessage(Throwable throwable) {
    try {
      String message = throwable.getMessage();
      return message == null ? "" : message;
    } catch (Throwable t) {
      return "(getMessage failed: " + t.getClass().getName() + ")";
    }
  }

  /** The error value; null where there is none, or where LuaJ (3.0) keeps only its text. */
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
