package io.moontrace.frames;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Limits events to the first {@link #BURST} per call site and interval. A burst is allowed because
 * one error in a recursion passes the same site repeatedly. Sites whose hashes share one of {@link
 * #SLOTS} slots share the limit. Thread-safe without locks; under contention slightly more may
 * pass.
 */
final class CallSiteLimiter {
  static final int BURST = 8;
  private static final int SLOTS = 4096;

  private final AtomicLongArray windows = new AtomicLongArray(SLOTS);
  private final AtomicIntegerArray passed = new AtomicIntegerArray(SLOTS);

  /**
   * Whether an event of a call site may pass.
   *
   * @param site a hash of the call site
   * @param now {@link System#nanoTime}
   * @param interval in nanoseconds; 0: every event passes
   */
  boolean allows(int site, long now, long interval) {
    int slot = (site ^ site >>> 16) & (SLOTS - 1);
    if (passed.get(slot) == 0 || now - windows.get(slot) >= interval) {
      windows.set(slot, now);
      passed.set(slot, 1);
      return true;
    }
    return passed.get(slot) < BURST && passed.incrementAndGet(slot) <= BURST;
  }
}
