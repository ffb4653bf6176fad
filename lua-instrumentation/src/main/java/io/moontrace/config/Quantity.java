package io.moontrace.config;

import java.time.Duration;
import java.util.Locale;

/** A whole number with a unit: {@code 64MB}, {@code 10s}. */
final class Quantity {
  /** Digits of a number, which a double holds exactly. */
  private static final int MAX_DIGITS = 12;

  private static final long KILO = 1024;
  private static final long MOST_BYTES = 1024L << 30;
  private static final Duration LONGEST = Duration.ofDays(365);

  /** Not a number where the text does not begin with one; no bound accepts that. */
  private final double number;

  private final String unit;

  private Quantity(double number, String unit) {
    this.number = number;
    this.unit = unit;
  }

  static ParsedValue bytes(String text) {
    Quantity quantity = of(text);
    double bytes = quantity.number * quantity.unitBytes();
    return bytes >= KILO && bytes <= MOST_BYTES
        ? ParsedValue.of((long) bytes, text)
        : ParsedValue.wrong("is not a size from 1KB to 1024GB, such as 64MB");
  }

  static ParsedValue duration(String text) {
    Quantity quantity = of(text);
    double millis = quantity.number * quantity.unitMillis();
    return millis >= 0 && millis <= LONGEST.toMillis()
        ? ParsedValue.of(Duration.ofMillis((long) millis), text)
        : ParsedValue.wrong("is not a duration from 0 to 365d, such as 500ms, 10s or 1m");
  }

  private static Quantity of(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    boolean isNumber = end > 0 && end <= MAX_DIGITS;
    return new Quantity(
        isNumber ? Long.parseLong(text.substring(0, end)) : Double.NaN,
        text.substring(end).trim().toLowerCase(Locale.ROOT));
  }

  private double unitBytes() {
    switch (unit) {
      case "":
      case "b":
        return 1;
      case "kb":
        return KILO;
      case "mb":
        return KILO * KILO;
      case "gb":
        return KILO * KILO * KILO;
      default:
        return Double.NaN;
    }
  }

  /** As in OpenTelemetry's own settings, milliseconds where there is no unit. */
  private double unitMillis() {
    switch (unit) {
      case "":
      case "ms":
        return 1;
      case "s":
        return 1_000;
      case "m":
        return 60_000;
      case "h":
        return 3_600_000;
      case "d":
        return 86_400_000;
      default:
        return Double.NaN;
    }
  }
}
