package io.moontrace.error;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names lines: 32 hexadecimal digits, of which the first 20 are random for this process and the
 * rest counts. No two lines of one process share one, and no two processes, unless 76 random bits
 * are the same; to count costs a fraction of what a random number costs that nobody can guess.
 */
final class EventIds {
  private static final int RANDOM_DIGITS = 20;
  private static final int COUNTED_DIGITS = 12;
  private static final String PROCESS =
      UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_DIGITS);
  private static final AtomicLong next = new AtomicLong();

  /** Writes a new one as a piece of a string. */
  static void write(JsonWriter json) {
    json.ascii(PROCESS).hex(next.incrementAndGet(), COUNTED_DIGITS);
  }

  /** A new one. */
  static String next() {
    JsonWriter digits = new JsonWriter(RANDOM_DIGITS + COUNTED_DIGITS);
    write(digits);
    return digits.toString();
  }

  private EventIds() {}
}
