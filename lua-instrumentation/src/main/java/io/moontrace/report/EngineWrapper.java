package io.moontrace.report;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * A {@link LuaError} that LuaJ puts around an exception of the application on its way through Lua.
 * It is to Lua what {@code InvocationTargetException} is to reflection: it says nothing of its own
 * ({@code vm error: } and the exception), so the exception is taken in its place.
 */
final class EngineWrapper {
  private static final String ENGINE = "org.luaj.vm2.";

  /**
   * The exception inside, or null when the throwable is no such wrapper. It is none when a program
   * made it, or when the exception inside comes from elsewhere: another thread, another call. Then
   * the two have stacks of their own. An exception without a stack (the JVM leaves it out of those
   * it throws often, and some are made so) is taken all the same: the wrapper's stack is its own
   * less the innermost frames.
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

  /** Whether the inner stack goes on where the wrapper's begins. The call it made may differ. */
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
