package io.moontrace.error;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the errors that somebody wanted to hear of, since the start of the program. What
 * was lost is in {@link DropReason}. Thread-safe.
 */
@SuppressWarnings("ImmutableEnumChecker") // it counts
public enum ReportCount {
  /** An error that left Lua was sent to every destination. */
  REPORTED,
  /** An error that a script caught was sent to every destination, as a warning. */
  CAUGHT_REPORTED,
  /** A caught error was not: another of its fingerprint was, within the interval. */
  CAUGHT_WITHIN_INTERVAL;

  private final LongAdder count = new LongAdder();

  void count() {
    count.increment();
  }

  /** How many so far. */
  public long total() {
    return count.sum();
  }

  /** As in the MXBean: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
