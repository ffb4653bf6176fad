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

  /** 32 hexadecimal digits: the first half of a SHA-256. */
  static String of(String type, String message, List<Frame> frames) {
    StringBuilder bug = new StringBuilder(type).append('\n');
    Matcher kind = LUA_KIND.matcher(message);
    if (kind.find()) {
      bug.append(kind.group()).append('\n');
    }
    int left = IN_APP_FRAMES;
    for (Frame frame : frames) {
      if (frame.inApp() && left-- > 0) {
        bug.append(frame.language()).append(' ').append(place(frame)).append('\n');
      }
    }
    return sha256(bug.toString()).substring(0, HEX_DIGITS);
  }

  private static String place(Frame frame) {
    String module = frame.module();
    String where =
        module != null ? GENERATED.matcher(module).replaceFirst("") : fileName(frame.file());
    // "<orders.lua:12>" names a function by its line
    return where + ' ' + (frame.function().startsWith("<") ? "<>" : frame.function());
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

  private Fingerprint() {}
}
