package io.moontrace.bootstrap;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the programs that scripts run by {@code os.execute} and {@code io.popen}, with the trace
 * context in environment variables. Apart from these, a program gets the environment of this
 * process, as it would without the agent. Thread-safe.
 */
public final class ChildEnvironment {
  private static volatile @Nullable Supplier<Map<String, String>> context;

  /**
   * Set by the agent while it starts.
   *
   * @param current returns the variables for the context that is current on the calling thread
   */
  public static void setContext(Supplier<Map<String, String>> current) {
    context = current;
  }

  /** Replaces {@link Runtime#exec(String)} and throws what it throws. */
  public static Process exec(Runtime runtime, String command) throws IOException {
    String[] environment = environment();
    return environment == null ? runtime.exec(command) : runtime.exec(command, environment);
  }

  /** Replaces {@link Runtime#exec(String[])} and throws what it throws. */
  public static Process exec(Runtime runtime, String[] command) throws IOException {
    String[] environment = environment();
    return environment == null ? runtime.exec(command) : runtime.exec(command, environment);
  }

  /** Null when there is nothing to add. */
  private static String @Nullable [] environment() {
    Supplier<Map<String, String>> current = context;
    try {
      Map<String, String> added = current == null ? null : current.get();
      if (added == null || added.isEmpty()) {
        return null;
      }
      Map<String, String> all = new LinkedHashMap<>(System.getenv());
      all.putAll(added);
      return all.entrySet().stream()
          .map(variable -> variable.getKey() + '=' + variable.getValue())
          .toArray(String[]::new);
    } catch (Throwable t) {
      return null; // the program starts without the context
    }
  }

  private ChildEnvironment() {}
}
