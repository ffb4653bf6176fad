package io.moontrace.error;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache of computed fingerprints, because bugs recur. A table of fixed size like {@link
 * JavaFrames}. Thread-safe without locks.
 */
final class Fingerprints {
  /** Fingerprints remembered; a power of two. */
  static final int REMEMBERED = 256;

  private static final @Nullable Entry[] table = new Entry[REMEMBERED];

  /**
   * The fingerprint of the given parts, computed by {@code digest} if it is not cached.
   *
   * @param parts must not be changed afterwards
   */
  static String of(@Nullable String[] parts, Function<@Nullable String[], String> digest) {
    int hash = Arrays.hashCode(parts);
    int slot = (hash ^ hash >>> 16) & (REMEMBERED - 1);
    Entry cached = table[slot];
    if (cached != null && Arrays.equals(cached.parts, parts)) {
      return cached.fingerprint;
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
