package io.moontrace.error;

import java.util.concurrent.TimeUnit;

/**
 * Limits the reports of each fingerprint: of errors that scripts caught, to the first of each
 * interval; of all errors, to a maximum per minute. Thread-safe.
 */
public final class ReportLimiter {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private static final FingerprintLimiter UNHANDLED = new FingerprintLimiter();
  private static final FingerprintLimiter HANDLED = new FingerprintLimiter();

  /** Separate, so that caught errors do not use up the limit of those that escape Lua. */
  private static final FingerprintLimiter HANDLED_RATE = new FingerprintLimiter();

  private static volatile int maxPerMinute = 1000;
  private static volatile long handledInterval = MINUTE;

  /**
   * Sets the maximum rate.
   *
   * @param max reports per fingerprint and minute; 0: no limit
   */
  public static void setMaxPerMinute(int max) {
    maxPerMinute = max;
  }

  /**
   * Sets the interval for caught errors.
   *
   * @param nanos between two reports of caught errors of one fingerprint; 0: each is reported
   */
  public static void setHandledInterval(long nanos) {
    handledInterval = nanos;
  }

  /**
   * The minimum interval between two full captures of caught errors at one call site, in
   * nanoseconds; 0: each is captured fully.
   */
  public static long handledInterval() {
    return handledInterval;
  }

  static boolean allows(ErrorReport report) {
    return allows(report, System.nanoTime());
  }

  static boolean allows(ErrorReport report, long now) {
    String fingerprint = report.fingerprint();
    if (report.handled() && !HANDLED.allows(fingerprint, 1, now, handledInterval)) {
      ReportCount.CAUGHT_WITHIN_INTERVAL.count();
      return false; // by design, so not counted as dropped
    }
    FingerprintLimiter rate = report.handled() ? HANDLED_RATE : UNHANDLED;
    boolean allowed = rate.allows(fingerprint, maxPerMinute, now, MINUTE);
    if (!allowed) {
      DropReason.RATE_LIMIT.count();
    }
    return allowed;
  }

  private ReportLimiter() {}
}
