package io.moontrace.bootstrap;

import io.moontrace.error.Cause;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the error of another process that the current request names as a cause of its own errors.
 * Off unless the agent sets a source. Thread-safe.
 */
public final class RemoteCauses {
  private static volatile @Nullable Supplier<@Nullable Cause> source;

  /** Sets what knows the current request. */
  public static void setSource(Supplier<@Nullable Cause> newSource) {
    source = newSource;
  }

  /** Null where there is none. Never throws. */
  public static @Nullable Cause current() {
    Supplier<@Nullable Cause> current = source;
    if (current == null) {
      return null;
    }
    try {
      return current.get();
    } catch (Throwable t) {
      return null; // the error is reported without it
    }
  }

  private RemoteCauses() {}
}
