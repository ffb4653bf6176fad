package io.moontrace.bootstrap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The innermost activations that a stack overflow, or want of memory, left on one thread. Notes are
 * taken where there is hardly any stack or heap to work with: so they go into arrays that are there
 * before, with no map and no lock that could be left half done. The very first ones may be missing.
 * For its own thread only.
 */
public final class EmergencyNotes {
  /** How many activations are kept: a recursion repeats itself. */
  public static final int KEPT = 64;

  private final @Nullable Object[] functions = new Object[KEPT];
  private final int[] pcs = new int[KEPT];
  private @Nullable Throwable thrown;
  private int count;

  EmergencyNotes() {}

  /** Called for each activation that {@code error} leaves, innermost first. */
  public void left(Throwable error, Object function, int pc) {
    if (thrown != error) {
      thrown = error;
      count = 0;
    }
    if (count < KEPT) {
      functions[count] = function;
      pcs[count] = pc;
      count++;
    }
  }

  /** How many activations are known of {@code error}: none if it is not the latest. */
  public int count(Throwable error) {
    return thrown == error ? count : 0;
  }

  /** The function of an activation; {@code index} is below {@link #count}. */
  public @Nullable Object function(int index) {
    return functions[index];
  }

  public int pc(int index) {
    return pcs[index];
  }

  /** Lets go of the error and of the functions. */
  public void forget() {
    if (thrown != null) {
      thrown = null;
      count = 0;
      Arrays.fill(functions, null);
    }
  }
}
