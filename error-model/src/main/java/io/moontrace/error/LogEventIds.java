package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/**
 * One {@code event.id} for all that is told of one log event: the record that the agent sends and
 * the lines that encoders write, on whatever thread. So who gets both stores it once. Events are
 * known by identity and held weakly. Where only one of them tells, nothing is kept.
 */
public final class LogEventIds {
  /** Events remembered: more than wait in the queue of an asynchronous appender. */
  static final int REMEMBERED = 16 * 1024;

  private static final WeakIdentityMap<Object, String> IDS = new WeakIdentityMap<>(REMEMBERED);

  private static volatile boolean areSent;
  private static volatile boolean areWritten;

  /** Records are sent from here on. */
  public static void sent() {
    areSent = true;
  }

  /** Lines are written from here on. */
  public static void written() {
    areWritten = true;
  }

  /** For the line of an event; null: it may have one of its own. */
  public static @Nullable String ofLine(Object event) {
    return areSent ? shared(event) : null;
  }

  /** For the record of an event. */
  public static String ofRecord(Object event) {
    return areWritten ? shared(event) : EventIds.next();
  }

  private static String shared(Object event) {
    String known = IDS.get(event);
    return known != null ? known : IDS.putIfAbsent(event, EventIds.next());
  }

  private LogEventIds() {}
}
