package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/**
 * Assigns one {@code event.id} to each log event, shared by the record that the agent sends and the
 * lines that encoders write, on whatever thread. A backend that receives both can store the event
 * once. Events are compared by identity and held weakly. If there are only records or only lines,
 * nothing is kept. Thread-safe.
 */
public final class LogEventIds {
  /** Events remembered: more than the queue of an asynchronous appender holds. */
  static final int REMEMBERED = 16 * 1024;

  private static final WeakIdentityMap<Object, String> IDS = new WeakIdentityMap<>(REMEMBERED);

  private static volatile boolean recordsAreSent;
  private static volatile boolean linesAreWritten;

  /** Declares that records are sent from now on. */
  public static void enableRecords() {
    recordsAreSent = true;
  }

  /** Declares that lines are written from now on. */
  public static void enableLines() {
    linesAreWritten = true;
  }

  /** The id for the line of an event; null if the line may have an id of its own. */
  public static @Nullable String forLine(Object event) {
    return recordsAreSent ? shared(event) : null;
  }

  /** The id for the record of an event. */
  public static String forRecord(Object event) {
    return linesAreWritten ? shared(event) : EventIds.next();
  }

  private static String shared(Object event) {
    String id = IDS.get(event);
    return id != null ? id : IDS.putIfAbsent(event, EventIds.next());
  }

  private LogEventIds() {}
}
