package io.moontrace.frames;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Lets the first {@link #BURST} events of each place through per interval: several, because one
 * error that passes a recursion comes by one place as often. Places that share one of {@link
 * #SLOTS} slots share the interval. Thread-safe, without locks: under contention one may pass too
 * many.
 */
final class CallSiteLimiter {
  static final int BURST = 8;
  private static final int SLOTS = 4096;

  private final AtomicLongArray windows = new AtomicLongArray(SLOTS);
  private final AtomicIntegerArray passed = new AtomicIntegerArray(SLOTS);

  /**
   * Whether it is the turn of a place.
   *
   * @param now {@link System#nanoTime}
   * @param interval in nanoseconds; with 0 it always is
   */
  boolean isTurn(int place, long now, long interval) {
    int slot = (place ^ place >>> 16) & (SLOTS - 1);
    if (passed.get(slot) == 0 || now - windows.get(slot) >= interval) {
      windows.set(slot, now);
      passed.set(slot, 1);
      return true;
    }
    return passed.get(slot) < BURST && passed.incrementAndGet(slot) <= BURST;
  }
}
