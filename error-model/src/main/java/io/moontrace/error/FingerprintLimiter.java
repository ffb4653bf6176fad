package io.moontrace.error;

import java.util.Map;

/**
 * Limits the errors of each fingerprint to a number per interval. An interval begins with the first
 * error in it. Remembers the {@link #REMEMBERED} max recently used fingerprints; a forgotten one
 * starts a new interval. Thread-safe.
 */
final class FingerprintLimiter {
  static final int REMEMBERED = 1024;

  private final Map<String, Window> windows = new BoundedMap<>(REMEMBERED, true);

  /**
   * Whether one more error may pass.
   *
   * @param max errors per interval; 0: unlimited
   * @param now {@link System#nanoTime}
   * @param interval in nanoseconds; 0: each error starts a new interval
   */
  synchronized boolean allows(String fingerprint, long max, long now, long interval) {
    if (max == 0) {
      return true;
    }
    Window window = windows.get(fingerprint);
    if (window == null || now - window.begin >= interval) {
      window = new Window(now);
      windows.put(fingerprint, window);
    }
    return window.pass(max);
  }

  private static final class Window {
    private final long begin;
    private long passed;

    Window(long begin) {
      this.begin = begin;
    }

    boolean pass(long max) {
      boolean allowed = passed < max;
      passed += allowed ? 1 : 0;
      return allowed;
    }
  }
}
