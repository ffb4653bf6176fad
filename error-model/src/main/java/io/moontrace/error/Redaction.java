package io.moontrace.error;

import java.util.regex.Pattern;

/** Tells by its name that a value is nobody's business. */
public final class Redaction {
  /** Stands for the value. */
  public static final String REDACTED = "[redacted]";

  private static final Pattern SECRET =
      Pattern.compile(
          "password|passwd|passphrase|passcode|(^|_)(pass|pwd|auth|card|cvv|cvc|iban|ssn)$|secret"
              + "|token|authori[sz]ation|cookie|credential|(api|private|session)_?(key|id)"
              + "|card_?(no|num)",
          Pattern.CASE_INSENSITIVE);

  /** Whether a variable, a field or a header of this name may hold a secret. */
  public static boolean isSecret(String name) {
    return SECRET.matcher(name).find();
  }

  private Redaction() {}
}
