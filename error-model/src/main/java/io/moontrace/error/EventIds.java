package io.moontrace.error;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the ids of events: 32 hexadecimal digits, of which the first 20 are random per process and
 * the rest is a counter. Ids are unique within a process, and across processes unless 76 random
 * bits collide. Counting costs a fraction of a secure random number. Thread-safe.
 */
final class EventIds {
  private static final int RANDOM_DIGITS = 20;
  private static final int COUNTED_DIGITS = 12;
  private static final String PROCESS =
      UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_DIGITS);
  private static final AtomicLong next = new AtomicLong();

  /** Writes a new id as a piece of a string. */
  static void write(JsonWriter json) {
    json.ascii(PROCESS).hex(next.incrementAndGet(), COUNTED_DIGITS);
  }

  /** A new id. */
  static String next() {
    JsonWriter digits = new JsonWriter(RANDOM_DIGITS + COUNTED_DIGITS);
    write(digits);
    return digits.toString();
  }

  private EventIds() {}
}
