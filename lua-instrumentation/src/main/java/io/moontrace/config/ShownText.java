package io.moontrace.config;

/** What somebody else wrote, made fit for a line of a log. */
final class ShownText {
  /** Characters that are shown. */
  static final int MAX_LENGTH = 100;

  private static final String CUT = "…";

  /**
   * The text on one line: control characters, invisible ones and lone surrogates are escaped
   * ({@code \n}, {@code \u001b}), and what is longer than {@link #MAX_LENGTH} is cut.
   */
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    int end = 0;
    while (end < text.length() && end < MAX_LENGTH) {
      int character = text.codePointAt(end);
      end += Character.charCount(character);
      append(shown, character);
    }
    return end < text.length() ? shown.append(CUT).toString() : shown.toString();
  }

  private static void append(StringBuilder shown, int character) {
    switch (character) {
      case '\n':
        shown.append("\\n");
        break;
      case '\r':
        shown.append("\\r");
        break;
      case '\t':
        shown.append("\\t");
        break;
      default:
        if (isVisible(character)) {
          shown.appendCodePoint(character);
        } else {
          shown.append(String.format("\\u%04x", character));
        }
    }
  }

  private static boolean isVisible(int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.UNASSIGNED:
        return false;
      default:
        return true;
    }
  }

  private ShownText() {}
}
