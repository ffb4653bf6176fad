package io.moontrace.error;

import java.util.Map;

/**
 * How many errors of each fingerprint pass in a while: the first so many of each interval, which
 * begins with the first of them. Remembers the {@link #REMEMBERED} fingerprints that came last; one
 * that is forgotten begins anew. Thread-safe.
 */
final class FingerprintLimiter {
  static final int REMEMBERED = 1024;

  private final Map<String, Window> windows = new BoundedMap<>(REMEMBERED, true);

  /**
   * Whether one more may pass.
   *
   * @param most in one interval; 0: any number
   * @param now {@link System#nanoTime}
   * @param interval in nanoseconds; 0: each is the first
   */
  synchronized boolean allows(String fingerprint, long most, long now, long interval) {
    if (most == 0) {
      return true;
    }
    Window window = windows.get(fingerprint);
    if (window == null || now - window.begin >= interval) {
      window = new Window(now);
      windows.put(fingerprint, window);
    }
    return window.pass(most);
  }

  private static final class Window {
    private final long begin;
    private long passed;

    Window(long begin) {
      this.begin = begin;
    }

    boolean pass(long most) {
      boolean may = passed < most;
      passed += may ? 1 : 0;
      return may;
    }
  }
}
