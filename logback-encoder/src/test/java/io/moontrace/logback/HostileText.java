package io.moontrace.logback;

import io.moontrace.error.Limits;

/** Texts that break lines, JSON or UTF-8, each with its form in a message. */
enum HostileText {
  LINES("two\nlines\r\nand\ttabs", "two\\nlines\\r\\nand\\ttabs"),
  CONTROLS("\u0000\u001b[31m\u007f\u0085\u009f", "\uFFFD\uFFFD[31m\uFFFD\\n\uFFFD"),
  SEPARATORS("a\u2028b\u2029c", "a\\nb\\nc"),
  LONE_SURROGATES("\uD800 \uDC00 \uDC00\uD800", "\uFFFD \uFFFD \uFFFD\uFFFD"),
  PAIRS("\uD83D\uDE00 \u00e4 \u20ac", "\uD83D\uDE00 \u00e4 \u20ac"),
  QUOTES("\"\\\" \\u0000 \\", "\"\\\" \\u0000 \\"),
  INVALID_UTF_8("caf\uFFFD", "caf\uFFFD"),
  JSON("\"},\"log.level\":\"FATAL\",{\"", "\"},\"log.level\":\"FATAL\",{\""),
  HUGE("x".repeat(10_000_000), "x".repeat(Limits.MESSAGE) + "…"),
  HUGE_LINES("\n".repeat(10_000_000), "\\n".repeat(Limits.MESSAGE) + "…");

  private final String text;
  private final String asOneLine;

  HostileText(String text, String asOneLine) {
    this.text = text;
    this.asOneLine = asOneLine;
  }

  String text() {
    return text;
  }

  String asOneLine() {
    return asOneLine;
  }
}
