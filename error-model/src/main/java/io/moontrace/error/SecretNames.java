package io.moontrace.error;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its name that a value is a secret. Names come again and again: what was found of the
 * latest is kept, in a table of fixed size, as {@link JavaFrames} is one. Immutable but for that.
 */
final class SecretNames {
  private static final Pattern KNOWN =
      Pattern.compile(
          "passw(or)?d|passphrase|passcode|secret|token|authori[sz]ation|cookie|credential|bearer"
              + "|(^|[_. -])(pass|pwd|auth|card|otp|cvv|cvc|iban|ssn|jwt)$"
              + "|(api|private|session|access)[_. -]?(key|id)|card[_. -]?(no|num)",
          Pattern.CASE_INSENSITIVE);

  /** Names remembered; a power of two. */
  private static final int REMEMBERED = 256;

  /** Longer names are not remembered, nor are others looked through to the end. */
  private static final int LONGEST = 128;

  private final Pattern[] more;
  private final @Nullable Entry[] table = new Entry[REMEMBERED];

  /**
   * The names that everybody takes for secrets, and more.
   *
   * @param more found anywhere in a name
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
    Entry known = table[slot];
    if (known == null || !known.name.equals(name)) {
      known = new Entry(name, isSecret(name));
      table[slot] = known;
    }
    return known.secret;
  }

  private boolean isSecret(String name) {
    if (KNOWN.matcher(name).find()) {
      return true;
    }
    for (Pattern pattern : more) {
      if (GuardedText.find(pattern, name)) {
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
