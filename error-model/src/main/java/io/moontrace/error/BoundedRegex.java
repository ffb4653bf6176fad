package io.moontrace.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bounds the time of a match with a regular expression of the operator: some expressions, such as
 * {@code (a+)+b}, take exponential time on some texts. The text counts its character reads and
 * aborts the match beyond {@link #MAX_READS}. Confined to one thread.
 */
final class BoundedRegex implements CharSequence {
  /**
   * Character reads per match, some milliseconds. An ordinary expression needs a few reads per
   * character.
   */
  private static final int MAX_READS = 1_000_000;

  private final String text;
  private int readsLeft = MAX_READS;

  private BoundedRegex(String text) {
    this.text = text;
  }

  /** Whether the expression is found. A match that is aborted counts as found. */
  static boolean find(Pattern pattern, String text) {
    try {
      return pattern.matcher(new BoundedRegex(text)).find();
    } catch (TooLong | StackOverflowError e) {
      return true;
    }
  }

  /** Adds the ranges that the expression matches, or the whole text if the match is aborted. */
  static void findAll(Pattern pattern, String text, TextRanges found) {
    try {
      Matcher matcher = pattern.matcher(new BoundedRegex(text));
      while (matcher.find()) {
        if (!isWithinRedacted(text, matcher.start(), matcher.end())) {
          found.add(matcher.start(), matcher.end());
        }
      }
    } catch (TooLong | StackOverflowError e) {
      found.add(0, text.length());
    }
  }

  /** Whether a range begins or ends inside a {@link Redaction#REDACTED} marker. */
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
    if (--readsLeft < 0) {
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
