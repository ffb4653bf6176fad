package io.moontrace.report;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * SLF4J's MDC, if the application has one: that of the thread's class loader, or of LuaJ's. Asked
 * by reflection, so that it need not be there; and seldom, for errors and log records only.
 */
final class Mdc {
  private static final String MDC = "org.slf4j.MDC";

  /** Null where there is no such key, or no MDC. */
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
