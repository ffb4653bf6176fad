package io.moontrace.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that lets a regular expression look at it only so often. There are expressions that take
 * for ever on some texts ({@code (a+)+b}), and those here are the operator's.
 */
final class GuardedText implements CharSequence {
  /** Looks at one text, some milliseconds; an expression that goes through it takes a few each. */
  private static final int LOOKS = 1_000_000;

  private final String text;
  private int left = LOOKS;

  private GuardedText(String text) {
    this.text = text;
  }

  /** Whether the expression is found. One that takes too long is taken for found. */
  static boolean find(Pattern pattern, String text) {
    try {
      return pattern.matcher(new GuardedText(text)).find();
    } catch (TooLong | StackOverflowError e) {
      return true;
    }
  }

  /** Adds what the expression is found in; all of the text if that takes too long. */
  static void findAll(Pattern pattern, String text, TextRanges found) {
    try {
      Matcher matcher = pattern.matcher(new GuardedText(text));
      while (matcher.find()) {
        if (!isWithinRedacted(text, matcher.start(), matcher.end())) {
          found.add(matcher.start(), matcher.end());
        }
      }
    } catch (TooLong | StackOverflowError e) {
      found.add(0, text.length());
    }
  }

  /** Whether a piece begins or ends in the midst of what stands for a secret. */
  private static boolean isWithinRedacted(String text, int from, int to) {
    int length = Redaction.REDACTED.length();
    int at = text.indexOf(Redaction.REDACTED, Math.max(0, from - length + 1));
    while (at >= 0 && at < to) {
      if (from > at || to < at + length) {
        return true;
      }
      at = text.indexOf(Redaction.REDACTED, at + length);
    }
    return false;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new TooLong();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super(null, null, false, false);
    }
  }
}
