package io.moontrace.error;

import java.util.Arrays;

/** Ranges of one text, in any order, possibly overlapping. Not thread-safe. */
final class TextRanges {
  private static final int USUAL = 4;

  /** Begin and end of each range in one number, so that sorting sorts by the begin. */
  private long[] ranges = new long[USUAL];

  private int size;

  /** Adds a range unless it is empty. */
  void add(int from, int to) {
    if (from >= to) {
      return;
    }
    if (size == ranges.length) {
      ranges = Arrays.copyOf(ranges, size * 2);
    }
    ranges[size++] = (long) from << 32 | to;
  }

  /** The text with each range replaced. Ranges that overlap or touch are replaced as one. */
  String replace(String text, String replacement) {
    if (size == 0) {
      return text;
    }
    Arrays.sort(ranges, 0, size);
    StringBuilder out = new StringBuilder(text.length() + size * replacement.length());
    int end = 0;
    for (int i = 0; i < size; i++) {
      int from = (int) (ranges[i] >> 32);
      if (from > end || i == 0) {
        out.append(text, end, from).append(replacement);
      }
      end = Math.max(end, (int) ranges[i]);
    }
    return out.append(text, end, text.length()).toString();
  }
}
