package io.moontrace.bootstrap;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Lua files inside the agent, for helpers that run in the application's class loader: they are
 * in no place where the application could find them.
 */
public final class LuaSources {
  private static volatile Function<String, byte @Nullable []> reader = name -> null;

  /** Set by the agent while it starts. */
  public static void readFrom(Function<String, byte @Nullable []> files) {
    reader = files;
  }

  /**
   * The bytes of a file, or null when there is none.
   *
   * @param name such as {@code opentelemetry/context.lua}
   */
  public static byte @Nullable [] read(String name) {
    return reader.apply(name);
  }

  private LuaSources() {}
}
