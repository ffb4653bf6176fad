package io.moontrace.bootstrap;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Lua files inside the agent, for helpers in the application's class loader. The application
 * itself cannot see these files. Thread-safe.
 */
public final class LuaSources {
  private static volatile Function<String, byte @Nullable []> reader = name -> null;

  /** Set by the agent while it starts. */
  public static void setReader(Function<String, byte @Nullable []> files) {
    reader = files;
  }

  /**
   * The bytes of a file, or null if there is none.
   *
   * @param name for example {@code opentelemetry/context.lua}
   */
  public static byte @Nullable [] read(String name) {
    return reader.apply(name);
  }

  private LuaSources() {}
}
