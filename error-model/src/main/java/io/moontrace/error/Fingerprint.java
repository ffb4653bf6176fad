package io.moontrace.error;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hash of what stays the same between two occurrences of a bug: the type of the root cause, the
 * literal part of its message, and the functions of the application closest to where it was raised
 * ({@link FingerprintFrames}). {@code docs/fingerprint.md} specifies it byte by byte. The hashed
 * text begins with the version of these rules.
 */
final class Fingerprint {
  private static final String VERSION = "moontrace 1";
  private static final String LUA_ERROR = "org.luaj.vm2.LuaError";
  private static final String LUA_TYPE = "LuaError";
  private static final String STACK_OVERFLOW = "java.lang.StackOverflowError";
  private static final int HEX_DIGITS = 32;
  private static final int HEADER = 2;

  private final String type;
  private final String text;
  private final String digits;

  /**
   * Computes a fingerprint, or reuses one of {@link Fingerprints}.
   *
   * @param type the class of the root cause
   * @param text the part of its message that enters the fingerprint
   */
  Fingerprint(String type, String text, String[] frames) {
    this.type = type;
    this.text = text;
    String[] parts = new String[HEADER + frames.length];
    parts[0] = type.equals(LUA_ERROR) ? LUA_TYPE : type;
    parts[1] = text;
    System.arraycopy(frames, 0, parts, HEADER, frames.length);
    digits = Fingerprints.of(parts, Fingerprint::digest);
  }

  static String of(ErrorReport report) {
    List<Cause> causes = report.causes();
    int root = Cause.root(causes);
    String type = root == Cause.ERROR ? report.type() : causes.get(root).type();
    String message =
        root == Cause.ERROR ? report.unredactedMessage() : causes.get(root).unredactedMessage();
    String literalText =
        root == Cause.ERROR ? report.literalText() : causes.get(root).literalText();
    Stack stack = stack(report, root);
    while (stack.fingerprintFrames().length == 0 && root != Cause.ERROR) {
      root = causes.get(root).parent();
      stack = stack(report, root);
    }
    boolean isLuaError = type.equals(LUA_ERROR);
    String text =
        isLuaError || stack.fingerprintFrames().length == 0
            ? MessageText.of(message, isLuaError ? literalText : null)
            : "";
    return type.equals(STACK_OVERFLOW)
        ? new Fingerprint(type, "", FingerprintFrames.recurring(stack.frames())).toString()
        : stack.fingerprint(type, text);
  }

  private static Stack stack(ErrorReport report, int index) {
    return index == Cause.ERROR ? report.stack() : report.causes().get(index).stack();
  }

  boolean isOf(String otherType, String otherText) {
    return type.equals(otherType) && text.equals(otherText);
  }

  /** 32 hexadecimal digits: the first half of a SHA-256. */
  @Override
  public String toString() {
    return digits;
  }

  private static String digest(@Nullable String[] parts) {
    StringBuilder bug = new StringBuilder(VERSION).append('\n');
    for (String part : parts) {
      bug.append(part).append('\n');
    }
    return sha256(bug.toString()).substring(0, HEX_DIGITS);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Hex.of(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
