package io.moontrace.cli;

import java.util.Locale;

/** What a check came to. */
enum Verdict {
  OK("green"),
  /** Worth knowing; the exit code stays 0. */
  WARNING("yellow"),
  FAILED("red");

  private final String color;

  Verdict(String color) {
    this.color = color;
  }

  /** In the markup of picocli. */
  String color() {
    return color;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
