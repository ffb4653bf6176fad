package io.moontrace.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes text of any origin safe for a terminal: bounded and without control characters. */
final class TerminalText {
  static final int MAX_LENGTH = 300;

  private TerminalText() {}

  /** The text as one line of at most {@link #MAX_LENGTH} characters, not counting escapes. */
  static String line(String text) {
    int end = Math.min(text.length(), MAX_LENGTH);
    StringBuilder line = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (isUnsafe(c)) {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return end == text.length() ? line.toString() : line.append("...").toString();
  }

  /** Control characters, line separators, and characters that change the writing direction. */
  private static boolean isUnsafe(char c) {
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return true;
      default:
        return false;
    }
  }

  /** The first {@code max} lines of a stack, and a line with the number of omitted ones. */
  static List<String> lines(String text, int max) {
    List<String> lines = new ArrayList<>();
    int omitted = 0;
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (lines.size() < max) {
        lines.add(stackLine(text.substring(start, end)));
      } else {
        omitted++;
      }
      start = end + 1;
    }
    if (omitted > 0) {
      lines.add("    ... " + omitted + " more lines");
    }
    return lines;
  }

  private static String stackLine(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == '\t') {
      indent++;
    }
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(indent, MAX_LENGTH); i++) {
      text.append("    ");
    }
    return text.append(line(line.substring(Math.min(indent, end), end))).toString();
  }
}
