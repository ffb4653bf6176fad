package io.moontrace.error;

/** Makes foreign text fit to be shown: bounded, without control characters or broken Unicode. */
public final class Text {
  /** Stands where a name is empty. */
  static final String NO_NAME = "?";

  private static final char REPLACEMENT = '\uFFFD';

  /** Ends what was cut. */
  static final String CUT = "…";

  /** A name: bounded by {@link Limits#NAME}, on one line; {@code ?} where it is empty. */
  public static String name(String text) {
    return text.isEmpty() ? NO_NAME : oneLine(text, Limits.NAME);
  }

  /**
   * One printable line: line breaks and tabs become {@code \n}, {@code \r}, {@code \t}, other
   * control characters and lone surrogates U+FFFD; longer text is cut and ends in an ellipsis.
   */
  public static String oneLine(String text, int limit) {
    return clean(text, limit, true);
  }

  /** As {@link #oneLine}, but line breaks and tabs stay. */
  public static String lines(String text, int limit) {
    return clean(text, limit, false);
  }

  private static String clean(String text, int limit, boolean oneLine) {
    if (text.length() <= limit && isClean(text)) {
      return text;
    }
    int end = Math.min(text.length(), limit);
    StringBuilder out = new StringBuilder(end + CUT.length());
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
    return end < text.length() ? out.append(CUT).toString() : out.toString();
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

  private Text() {}
}
