package io.moontrace.error;

/**
 * Finds payment card numbers: 13 to 19 digits that pass the Luhn check of ISO/IEC 7812, written
 * without separators or in groups of three or more digits (the last group may have any length) with
 * one space or dash between them. Not taken for card numbers:
 *
 * <ul>
 *   <li>more than 19 digits without a separator;
 *   <li>digits in a hash or an id: in a hexadecimal word that contains letters, or in a UUID;
 *   <li>timestamps: milliseconds, microseconds or nanoseconds since 1970 ({@code 1} followed by 12,
 *       15 or 18 digits), or {@code 20261123062734} with or without milliseconds;
 *   <li>digits after a decimal point, and numbers that begin with a zero.
 * </ul>
 */
final class CardNumbers {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;
  private static final int SMALLEST_GROUP = 3;
  private static final int LONGEST_HEX = 128;
  private static final int UUID_LENGTH = 36;

  /**
   * Adds the card numbers in a run of digits with single spaces and dashes between them.
   *
   * @param from the index of the first digit
   * @return the index after the run
   */
  static int find(String text, int from, TextRanges found) {
    int end = from;
    int digits = 0;
    for (int group = groupEnd(text, end); group > end; group = groupEnd(text, end)) {
      digits += group - end - (isDigit(text, end) ? 0 : 1);
      end = group;
    }
    if (digits >= SHORTEST) {
      for (int start = from; start < end; start = groupEnd(text, start) + 1) {
        findIn(text, start, end, found);
      }
    }
    return end;
  }

  /** Adds all card numbers that begin with the group at {@code start}. */
  private static void findIn(String text, int start, int end, TextRanges found) {
    int digits = 0;
    int group = start;
    while (group < end) {
      int next = groupEnd(text, group);
      digits += next - group;
      if (digits > LONGEST) {
        return;
      }
      if (digits >= SHORTEST && isCard(text, start, next, digits)) {
        found.add(start, next);
      }
      if (next - group < SMALLEST_GROUP) {
        return;
      }
      group = next + 1;
    }
  }

  /** The end of the group of digits at an index, or after the separator at that index. */
  private static int groupEnd(String text, int from) {
    int i = from;
    if (i > 0 && isDigit(text, i - 1) && isSeparator(text, i) && isDigit(text, i + 1)) {
      i++;
    }
    while (isDigit(text, i)) {
      i++;
    }
    return i;
  }

  private static boolean isCard(String text, int from, int to, int digits) {
    return text.charAt(from) != '0'
        && passesLuhn(text, from, to)
        && !isTime(text, from, to, digits)
        && !isFraction(text, from)
        && !isOfHex(text, from, to)
        && !isOfUuid(text, from)
        && !isOfUuid(text, to - 1);
  }

  private static boolean passesLuhn(String text, int from, int to) {
    int sum = 0;
    boolean twice = false;
    for (int i = to - 1; i >= from; i--) {
      if (isDigit(text, i)) {
        int digit = (text.charAt(i) - '0') << (twice ? 1 : 0);
        sum += digit > 9 ? digit - 9 : digit;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }

  private static boolean isTime(String text, int from, int to, int digits) {
    if (to - from != digits) {
      return false;
    }
    if (digits == 13 || digits == 16 || digits == 19) {
      return text.charAt(from) == '1';
    }
    return (digits == 14 || digits == 17)
        && isBetween(text, from, 19, 20)
        && isBetween(text, from + 4, 1, 12)
        && isBetween(text, from + 6, 1, 31)
        && isBetween(text, from + 8, 0, 23)
        && isBetween(text, from + 10, 0, 59)
        && isBetween(text, from + 12, 0, 60);
  }

  private static boolean isBetween(String text, int at, int least, int most) {
    int number = (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    return number >= least && number <= most;
  }

  private static boolean isFraction(String text, int from) {
    return from > 1 && text.charAt(from - 1) == '.' && isDigit(text, from - 2);
  }

  /** Whether the surrounding word contains letters, all of them hexadecimal digits. */
  private static boolean isOfHex(String text, int from, int to) {
    int begin = from;
    while (begin > 0 && isHex(text, begin - 1) && from - begin < LONGEST_HEX) {
      begin--;
    }
    int end = to;
    while (isHex(text, end) && end - to < LONGEST_HEX) {
      end++;
    }
    boolean letters = begin < from || end > to;
    return letters && !isWord(text, begin - 1) && !isWord(text, end);
  }

  /** Whether the index is inside a UUID. */
  private static boolean isOfUuid(String text, int at) {
    for (int begin = Math.max(0, at - UUID_LENGTH + 1); begin <= at; begin++) {
      if (isUuid(text, begin)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUuid(String text, int begin) {
    if (begin + UUID_LENGTH > text.length()
        || isWord(text, begin - 1)
        || isWord(text, begin + UUID_LENGTH)) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? text.charAt(begin + i) != '-' : !isHex(text, begin + i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeparator(String text, int i) {
    return i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '-');
  }

  private static boolean isDigit(String text, int i) {
    return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }

  private static boolean isHex(String text, int i) {
    if (i >= text.length()) {
      return false;
    }
    char c = (char) (text.charAt(i) | 0x20);
    return isDigit(text, i) || (c >= 'a' && c <= 'f');
  }

  private static boolean isWord(String text, int i) {
    return i >= 0 && i < text.length() && Character.isLetterOrDigit(text.charAt(i));
  }

  private CardNumbers() {}
}
