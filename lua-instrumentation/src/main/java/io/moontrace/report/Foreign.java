package io.moontrace.report;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * Asks a throwable of the application about itself. Its methods may be overridden and throw or lie;
 * none of these does.
 */
final class Foreign {
  private static final StackTraceElement[] NO_STACK = {};

  /** What DebugLib appends to the message of a LuaError. */
  private static final String TRACEBACK = "\nstack traceback:";

  static String message(Throwable throwable) {
    try {
      String message = throwable.getMessage();
      if (message == null) {
        return "";
      }
      int traceback = throwable instanceof LuaError ? message.indexOf(TRACEBACK) : -1;
      return traceback < 0 ? message : message.substring(0, traceback);
    } catch (Throwable t) {
      return "(getMessage failed: " + t.getClass().getName() + ")";
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

  private Foreign() {}
}
