package io.moontrace.error;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Why an error, or a part of one, was not told: the metric {@code moontrace.errors.dropped}. Counts
 * since the start of the program. Thread-safe; nothing here throws.
 */
@SuppressWarnings("ImmutableEnumChecker") // it counts
public enum DropReason {
  /** A line: too many waited to be written. */
  QUEUE_FULL,
  /** A line: the errors file cannot be written any more. */
  WRITE_FAILED,
  /** An error: its fingerprint has had its share of this minute. */
  RATE_LIMIT,
  /** A line that {@code moontrace.logback=shade} was to write: too many waited, or it cannot. */
  LOG_LINE,
  /** An entry of the business context: there were too many. */
  CONTEXT_ENTRY,
  /** A label of a log event: there were too many. */
  LABEL,
  /** The causes of an error beyond the bound; one for each such error. */
  CAUSES;

  private static volatile @Nullable Consumer<DropReason> firstOfEach;

  private final LongAdder count = new LongAdder();
  private volatile boolean told;

  /** One more is dropped. */
  public void count() {
    count(1);
  }

  /** So many more are dropped. */
  public void count(int more) {
    count.add(more);
    if (!told) {
      tell();
    }
  }

  /** How many were, so far. */
  public long total() {
    return count.sum();
  }

  /** The value of the attribute {@code reason}. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Who is told of the first of each reason; what it throws is dropped. */
  public static void tellFirstOfEach(Consumer<DropReason> listener) {
    firstOfEach = listener;
  }

  private void tell() {
    Consumer<DropReason> listener = firstOfEach;
    if (listener == null) {
      return;
    }
    synchronized (this) {
      if (told) {
        return;
      }
      told = true;
    }
    try {
      listener.accept(this);
    } catch (Throwable t) {
      // It is counted all the same.
    }
  }
}
