package io.moontrace.error;

import java.time.LocalDate;

/** {@code 2026-01-31T12:00:00.123456Z}: UTC, microseconds, years 0 to 9999. */
final class Timestamp {
  private static final int SECONDS_OF_DAY = 24 * 60 * 60;
  private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_OF_DAY;
  private static final long LAST = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_OF_DAY - 1;

  /**
   * Writes a timestamp as a piece of a string. An instant out of range becomes the first or the
   * last second.
   */
  static void write(JsonWriter json, long epochSecond, int nanos) {
    long second = Math.max(FIRST, Math.min(LAST, epochSecond));
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, (long) SECONDS_OF_DAY));
    int ofDay = (int) Math.floorMod(second, (long) SECONDS_OF_DAY);
    json.digits(day.getYear(), 4).put('-').digits(day.getMonthValue(), 2).put('-');
    json.digits(day.getDayOfMonth(), 2).put('T').digits(ofDay / 3600, 2).put(':');
    json.digits(ofDay / 60 % 60, 2).put(':').digits(ofDay % 60, 2).put('.');
    json.digits(nanos / 1000, 6).put('Z');
  }

  private Timestamp() {}
}
