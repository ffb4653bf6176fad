package io.moontrace.error;

/** Makes text of any origin printable: bounded, without control characters and broken Unicode. */
public final class PrintableText {
  /** Replaces an empty name. */
  static final String NO_NAME = "?";

  private static final char REPLACEMENT = '\uFFFD';

  /** Marks the end of truncated text. */
  static final String TRUNCATED = "…";

  /** A name: on one line, bounded by {@link Limits#NAME}; {@code ?} if it is empty. */
  public static String name(String text) {
    return text.isEmpty() ? NO_NAME : oneLine(text, Limits.NAME);
  }

  /**
   * One printable line. Line breaks and tabs become {@code \n}, {@code \r}, {@code \t}; other
   * control characters and lone surrogates become U+FFFD. Text beyond the limit is truncated and
   * ends in an ellipsis.
   */
  public static String oneLine(String text, int limit) {
    return clean(text, limit, true);
  }

  /** Like {@link #oneLine}, but line breaks and tabs are kept. */
  public static String lines(String text, int limit) {
    return clean(text, limit, false);
  }

  private static String clean(String text, int limit, boolean oneLine) {
    if (text.length() <= limit && isClean(text)) {
      return text;
    }
    int end = Math.min(text.length(), limit);
    StringBuilder out = new StringBuilder(end + TRUNCATED.length());
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        out.append(REPLACEMENT);
      } else {
        append(out, c, oneLine);
      }
    }
    return end < text.length() ? out.append(TRUNCATED).toString() : out.toString();
  }

  private static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean printable = c >= ' ' && c <= '~';
      if (!printable && (isControl(c) || Character.isSurrogate(c))) {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder out, char c, boolean oneLine) {
    if (!isControl(c)) {
      out.append(c);
    } else if (!oneLine && (c == '\n' || c == '\t')) {
      out.append(c);
    } else if (c == '\n' || c == '\u2028' || c == '\u2029' || c == '\u0085') {
      out.append("\\n");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (c == '\t') {
      out.append("\\t");
    } else {
      out.append(REPLACEMENT);
    }
  }

  private static boolean isControl(char c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }

  private PrintableText() {}
}
