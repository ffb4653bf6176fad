package io.moontrace.report;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * Recognises a {@link LuaError} in which LuaJ wraps an exception of the application that propagates
 * through Lua. Like {@code InvocationTargetException} in reflection, it carries no information of
 * its own ({@code vm error: } and the exception), so it is replaced by the exception.
 */
final class EngineWrapper {
  private static final String ENGINE = "org.luaj.vm2.";

  /**
   * The wrapped exception, or null if the throwable is not such a wrapper: if a program created it,
   * or if the exception was thrown in another call or on another thread, in which case the stacks
   * differ. An exception without a stack (the JVM omits the stacks of exceptions that it throws
   * often, and some are created without one) is unwrapped, too: the wrapper's stack is the same
   * except for the innermost frames.
   */
  static @Nullable Throwable unwrap(Throwable throwable) {
    Throwable inside = throwable instanceof LuaError ? SafeThrowable.cause(throwable) : null;
    if (inside == null || inside == throwable) {
      return null;
    }
    StackTraceElement[] wrapper = SafeThrowable.stack(throwable);
    StackTraceElement[] inner = SafeThrowable.stack(inside);
    boolean madeByEngine = wrapper.length > 0 && wrapper[0].getClassName().startsWith(ENGINE);
    return madeByEngine && (inner.length == 0 || isWithin(wrapper, inner)) ? inside : null;
  }

  /**
   * Whether the wrapper's stack is the outer part of the inner one. The line of the common frame
   * may differ.
   */
  private static boolean isWithin(StackTraceElement[] wrapper, StackTraceElement[] inner) {
    int offset = inner.length - wrapper.length;
    if (offset < 0) {
      return false;
    }
    for (int i = 1; i < wrapper.length; i++) {
      if (!wrapper[i].equals(inner[offset + i])) {
        return false;
      }
    }
    return true;
  }

  private EngineWrapper() {}
}
