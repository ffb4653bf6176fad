package io.moontrace.error;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same between two occurrences of one bug: the type, the kind of a Lua run-time
 * error and the functions of the application on the stack. Lines, values and folders are left out,
 * so that an edit above the bug, another request or another host changes nothing.
 */
final class Fingerprint {
  private static final int IN_APP_FRAMES = 8;
  private static final int HEX_DIGITS = 32;

  /** What Lua itself says: "attempt to index", "attempt to perform arithmetic on". */
  private static final Pattern LUA_KIND = Pattern.compile("attempt to [a-z]+( [a-z]+)?( on)?");

  /** The generated part of a class name: lambdas, proxies. */
  private static final Pattern GENERATED = Pattern.compile("(\\$\\$|\\$Proxy|\\$Lambda).*");

  private static final String LUA_KIND_BEGINS = "attempt to ";

  private final String type;
  private final String kind;
  private final String digits;

  Fingerprint(String type, String kind, List<Frame> frames) {
    this.type = type;
    this.kind = kind;
    String[] parts = new String[2 + IN_APP_FRAMES];
    parts[0] = type;
    parts[1] = kind;
    int length = 2;
    for (int i = 0; i < frames.size() && length < parts.length; i++) {
      if (frames.get(i).inApp()) {
        parts[length++] = frames.get(i).place();
      }
    }
    digits = Fingerprints.of(parts, Fingerprint::digest);
  }

  static String of(String type, String message, Stack stack) {
    return stack.fingerprint(type, kind(message));
  }

  boolean isOf(String otherType, String otherKind) {
    return type.equals(otherType) && kind.equals(otherKind);
  }

  /** 32 hexadecimal digits: the first half of a SHA-256. */
  @Override
  public String toString() {
    return digits;
  }

  /** What a Lua run-time error is about, with a line break; else empty. */
  private static String kind(String message) {
    int begin = message.indexOf(LUA_KIND_BEGINS);
    if (begin < 0) {
      return "";
    }
    Matcher kind = LUA_KIND.matcher(message);
    return kind.find(begin) ? kind.group() + '\n' : "";
  }

  /** Type, kind, and the places of frames, as many as there are. */
  private static String digest(@Nullable String[] parts) {
    StringBuilder bug = new StringBuilder().append(parts[0]).append('\n').append(parts[1]);
    for (int i = 2; i < parts.length && parts[i] != null; i++) {
      bug.append(parts[i]).append('\n');
    }
    return sha256(bug.toString()).substring(0, HEX_DIGITS);
  }

  /** What of a frame counts. */
  static String place(Frame frame) {
    String module = frame.module();
    String where = module != null ? withoutGenerated(module) : fileName(frame.file());
    // "<orders.lua:12>" names a function by its line
    return frame.language()
        + " "
        + where
        + ' '
        + (frame.function().startsWith("<") ? "<>" : frame.function());
  }

  private static String withoutGenerated(String module) {
    return module.indexOf('$') < 0 ? module : GENERATED.matcher(module).replaceFirst("");
  }

  private static String fileName(@Nullable String path) {
    return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
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
