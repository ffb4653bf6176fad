package io.moontrace.error;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the names of secrets. Names recur, so results are cached in a table of fixed size like
 * {@link JavaFrames}. Apart from the cache, immutable; thread-safe.
 */
final class SecretNames {
  private static final Pattern BUILT_IN =
      Pattern.compile(
          "passw(or)?d|passphrase|passcode|secret|token|authori[sz]ation|cookie|credential|bearer"
              + "|(^|[_. -])(pass|pwd|auth|card|otp|cvv|cvc|iban|ssn|jwt)$"
              + "|(api|private|session|access)[_. -]?(key|id)|card[_. -]?(no|num)",
          Pattern.CASE_INSENSITIVE);

  /** Names remembered; a power of two. */
  private static final int REMEMBERED = 256;

  /** Longer names are not cached, and only this many characters of them are searched. */
  private static final int LONGEST = 128;

  private final Pattern[] more;
  private final @Nullable Entry[] table = new Entry[REMEMBERED];

  /**
   * Recognises the built-in names and additional ones.
   *
   * @param more additional expressions, found anywhere in a name
   */
  SecretNames(Pattern... more) {
    this.more = more.clone();
  }

  boolean has(String name) {
    if (name.length() > LONGEST) {
      return isSecret(name.substring(0, LONGEST));
    }
    int hash = name.hashCode();
    int slot = (hash ^ hash >>> 16) & (REMEMBERED - 1);
    Entry cached = table[slot];
    if (cached == null || !cached.name.equals(name)) {
      cached = new Entry(name, isSecret(name));
      table[slot] = cached;
    }
    return cached.secret;
  }

  private boolean isSecret(String name) {
    if (BUILT_IN.matcher(name).find()) {
      return true;
    }
    for (Pattern pattern : more) {
      if (BoundedRegex.find(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  private static final class Entry {
    final String name;
    final boolean secret;

    Entry(String name, boolean secret) {
      this.name = name;
      this.secret = secret;
    }
  }
}
