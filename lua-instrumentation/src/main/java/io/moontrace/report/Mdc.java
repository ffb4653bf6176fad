package io.moontrace.report;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * Reads SLF4J's MDC, if the application has it: from the thread's context class loader, else from
 * that of LuaJ. Uses reflection because it may be absent. Read only for errors and log records.
 */
final class Mdc {
  private static final String MDC = "org.slf4j.MDC";

  /** The value of a key; null without such a key or without an MDC. */
  static @Nullable String get(String key) {
    String value = get(Thread.currentThread().getContextClassLoader(), key);
    return value == null ? get(LuaValue.class.getClassLoader(), key) : value;
  }

  private static @Nullable String get(@Nullable ClassLoader loader, String key) {
    try {
      Class<?> mdc = Class.forName(MDC, true, loader);
      return (String) mdc.getMethod("get", String.class).invoke(null, key);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  private Mdc() {}
}
