package io.moontrace.error;

import java.util.concurrent.TimeUnit;

/**
 * Which of the errors are told, of so many of one fingerprint: of those that scripts caught, the
 * first of each interval; of these and of the others, so many per minute. Thread-safe.
 */
public final class ReportLimiter {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private static final FingerprintLimiter LEFT = new FingerprintLimiter();
  private static final FingerprintLimiter HANDLED = new FingerprintLimiter();

  /** Errors that scripts catch take no turn from those that leave Lua. */
  private static final FingerprintLimiter ALL_HANDLED = new FingerprintLimiter();

  private static volatile int maxPerMinute = 1000;
  private static volatile long handledInterval = MINUTE;

  /**
   * What the operator decided.
   *
   * @param most errors of one fingerprint per minute; 0: no limit
   */
  public static void setMaxPerMinute(int most) {
    maxPerMinute = most;
  }

  /**
   * What the operator decided.
   *
   * @param nanos between two caught errors of one fingerprint; 0: each is told
   */
  public static void setHandledInterval(long nanos) {
    handledInterval = nanos;
  }

  /**
   * How long after an error that a script caught the next one from the same place is looked at
   * closely again, in nanoseconds; 0: each is.
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
      return false; // that is the rule, not a loss
    }
    FingerprintLimiter rate = report.handled() ? ALL_HANDLED : LEFT;
    boolean may = rate.allows(fingerprint, maxPerMinute, now, MINUTE);
    if (!may) {
      DropReason.RATE_LIMIT.count();
    }
    return may;
  }

  private ReportLimiter() {}
}
