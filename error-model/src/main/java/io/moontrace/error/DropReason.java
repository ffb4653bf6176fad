package io.moontrace.error;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for dropping an error or a part of one, with a count of each since the start of the
 * program: the metric {@code moontrace.errors.dropped}. Thread-safe; never throws.
 */
@SuppressWarnings("ImmutableEnumChecker") // it counts
public enum DropReason {
  /** A line: the queue of lines to be written was full. */
  QUEUE_FULL,
  /** A line: the errors file cannot be written. */
  WRITE_FAILED,
  /** An error: its fingerprint has reached the maximum of reports per minute. */
  RATE_LIMIT,
  /**
   * A line of {@code moontrace.logback=shade}: the queue was full, or the file cannot be written.
   */
  LOG_LINE,
  /** An entry of the business context beyond the maximum number. */
  CONTEXT_ENTRY,
  /** A label of a log event beyond the maximum number. */
  LABEL,
  /** The causes of an error beyond the maximum number; counted once per error. */
  CAUSES;

  private static volatile @Nullable Consumer<DropReason> firstDropListener;

  private final LongAdder count = new LongAdder();
  private volatile boolean firstReported;

  /** Counts one drop. */
  public void count() {
    count(1);
  }

  /** Counts {@code more} drops. */
  public void count(int more) {
    count.add(more);
    if (!firstReported) {
      reportFirst();
    }
  }

  /** The number of drops so far. */
  public long total() {
    return count.sum();
  }

  /** The value of the attribute {@code reason}. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Sets the listener for the first drop of each reason. It is called on the dropping thread; its
   * exceptions are ignored.
   */
  public static void onFirstOfEach(Consumer<DropReason> listener) {
    firstDropListener = listener;
  }

  private void reportFirst() {
    Consumer<DropReason> listener = firstDropListener;
    if (listener == null) {
      return;
    }
    synchronized (this) {
      if (firstReported) {
        return;
      }
      firstReported = true;
    }
    try {
      listener.accept(this);
    } catch (Throwable t) {
      // The drop is counted even if reporting it fails.
    }
  }
}
