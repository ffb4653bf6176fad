package io.moontrace.frames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/**
 * The innermost activations that a stack overflow left, per thread. Its notes are taken where there
 * is hardly any stack to work on: so they go into arrays that are there before, with no map and no
 * lock that could be left half done. The very first ones may be missing.
 */
final class Overflow {
  /** How many activations are kept: a recursion repeats itself. */
  static final int KEPT = 64;

  private static final ThreadLocal<Overflow> OF_THREAD =
      new ThreadLocal<Overflow>() {
        @Override
        protected Overflow initialValue() {
          return new Overflow();
        }
      };

  private final Prototype[] prototypes = new Prototype[KEPT];
  private final int[] pcs = new int[KEPT];
  private @Nullable Throwable thrown;
  private int count;

  private Overflow() {}

  /** Makes the arrays of this thread. */
  static void prepare() {
    OF_THREAD.get();
  }

  static void left(StackOverflowError error, Prototype prototype, int pc) {
    Overflow notes = OF_THREAD.get();
    if (notes.thrown != error) {
      notes.thrown = error;
      notes.count = 0;
    }
    if (notes.count < KEPT) {
      notes.prototypes[notes.count] = prototype;
      notes.pcs[notes.count] = pc;
      notes.count++;
    }
  }

  /** Innermost first; empty if the error is not the latest of this thread. */
  static List<LuaActivation> passedBy(StackOverflowError error) {
    Overflow notes = OF_THREAD.get();
    List<LuaActivation> passed = new ArrayList<>();
    for (int i = 0; notes.thrown == error && i < notes.count; i++) {
      passed.add(new LuaActivation(notes.prototypes[i], notes.pcs[i]));
    }
    return passed;
  }

  /** Lets go of the error and of the prototypes. */
  static void forget() {
    Overflow notes = OF_THREAD.get();
    notes.thrown = null;
    notes.count = 0;
    Arrays.fill(notes.prototypes, null);
  }
}
