package io.moontrace.config;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name that somebody probably meant: the one that needs the fewest insertions, deletions,
 * substitutions and swaps of neighbours (optimal string alignment, a restricted Damerau–Levenshtein
 * distance). Case and the separators {@code . - _} make no difference.
 */
final class NearestName {
  /** Characters of a name beyond which nothing is near. */
  private static final int MAX_LENGTH = 100;

  /** One edit for as many characters, and at least {@link #MIN_EDITS}. */
  private static final int CHARACTERS_PER_EDIT = 6;

  private static final int MIN_EDITS = 2;

  /**
   * The nearest name.
   *
   * @param names what a name is compared with, and what is returned for it
   * @return null where none is near
   */
  static @Nullable String of(String name, Map<String, String> names) {
    if (name.length() > MAX_LENGTH) {
      return null;
    }
    String written = plain(name);
    int least = 1 + Math.max(MIN_EDITS, written.length() / CHARACTERS_PER_EDIT);
    String nearest = null;
    for (Map.Entry<String, String> candidate : names.entrySet()) {
      int edits = edits(written, plain(candidate.getKey()));
      if (edits < least) {
        least = edits;
        nearest = candidate.getValue();
      }
    }
    return nearest;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
  }

  /** Three rows of the usual table, one for each beginning of {@code from}. */
  static int edits(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1 && j > 1 && isSwap(from, i, to, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return row[to.length()];
  }

  private static boolean isSwap(String from, int i, String to, int j) {
    return from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
  }

  private NearestName() {}
}
