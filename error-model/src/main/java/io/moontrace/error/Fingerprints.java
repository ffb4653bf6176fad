package io.moontrace.error;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints made before: a bug strikes more than once. A table of fixed size, as {@link
 * JavaFrames} is one.
 */
final class Fingerprints {
  /** Fingerprints remembered; a power of two. */
  static final int REMEMBERED = 256;

  private static final @Nullable Entry[] table = new Entry[REMEMBERED];

  /**
   * The fingerprint of what tells one bug from another.
   *
   * @param parts not changed by anyone from here on
   */
  static String of(@Nullable String[] parts, Function<@Nullable String[], String> digest) {
    int hash = Arrays.hashCode(parts);
    int slot = (hash ^ hash >>> 16) & (REMEMBERED - 1);
    Entry known = table[slot];
    if (known != null && Arrays.equals(known.parts, parts)) {
      return known.fingerprint;
    }
    String fingerprint = digest.apply(parts);
    table[slot] = new Entry(parts, fingerprint);
    return fingerprint;
  }

  private static final class Entry {
    final @Nullable String[] parts;
    final String fingerprint;

    Entry(@Nullable String[] parts, String fingerprint) {
      this.parts = parts;
      this.fingerprint = fingerprint;
    }
  }

  private Fingerprints() {}
}
