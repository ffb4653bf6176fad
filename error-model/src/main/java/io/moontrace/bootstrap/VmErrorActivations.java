package io.moontrace.bootstrap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The innermost activations that a {@link VirtualMachineError} (stack overflow, out of memory) has
 * unwound on one thread. There is hardly any stack or heap at that point, so they are stored in
 * preallocated arrays, without a map or lock that could be left in an inconsistent state. The very
 * first ones may be missing. Confined to its thread.
 */
public final class VmErrorActivations {
  /** Activations kept: a recursion repeats itself. */
  public static final int KEPT = 64;

  private final @Nullable Object[] functions = new Object[KEPT];
  private final int[] pcs = new int[KEPT];
  private @Nullable Throwable thrown;
  private int count;

  VmErrorActivations() {}

  /** Records an activation that {@code error} unwinds. Called innermost first. */
  public void add(Throwable error, Object function, int pc) {
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

  /** The number of activations recorded for {@code error}: 0 if it is not the latest error. */
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

  /** Releases the error and the functions. */
  public void clear() {
    if (thrown != null) {
      thrown = null;
      count = 0;
      Arrays.fill(functions, null);
    }
  }
}
