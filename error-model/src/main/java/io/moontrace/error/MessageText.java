package io.moontrace.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a message that distinguishes one bug from another, without the values of the request.
 */
final class MessageText {
  private static final int MAX_LENGTH = 256;

  /** Characters of a message that are considered, whatever part of it is shown. */
  private static final int MAX_MESSAGE = 8192;

  /** {@code @orders.lua:12 }, {@code orders.lua:12: }, {@code [string "x"]:1: }. */
  private static final Pattern POSITION =
      Pattern.compile("(?:\\[string \"[^\n]*?\"\\]|(?:[A-Za-z]:)?[^ \t\r\n:]+):(?:[0-9]+|\\?):? ");

  /** Messages of Lua itself. They differ between engines; only these beginnings are the same. */
  private static final Pattern LUA_KIND =
      Pattern.compile("attempt to [a-z]+|bad argument|vm error: [^ \t\r\n:]+");

  private static final Pattern QUOTED =
      Pattern.compile("\"[^\"\n]*\"|`[^`\n]*`|(?<![A-Za-z0-9])'[^'\n]*'");

  private static final String VALUE = "*";

  /**
   * The text that enters the fingerprint: one line; may be empty.
   *
   * @param literalText see {@link ErrorReport.Builder#literalText}
   */
  static String of(String message, @Nullable String literalText) {
    String body = withoutPosition(message);
    Matcher kind = LUA_KIND.matcher(body);
    if (kind.lookingAt()) {
      return kind.group();
    }
    return literalText == null ? withoutValues(body) : literalText.replace('\n', ' ');
  }

  static String bounded(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
  }

  static String withoutPosition(String message) {
    Matcher position = POSITION.matcher(message);
    int begin = 0;
    while (position.region(begin, message.length()).lookingAt()) {
      begin = position.end();
    }
    return message.substring(begin);
  }

  /** The words of the first line, with an asterisk for each run of values. */
  private static String withoutValues(String body) {
    int end = body.indexOf('\n');
    String line = body.substring(0, Math.min(end < 0 ? body.length() : end, MAX_LENGTH));
    StringBuilder words = new StringBuilder(line.length());
    boolean isValue = false;
    for (String word : QUOTED.matcher(line).replaceAll(" * ").split("[ \t\r]+", -1)) {
      boolean wasValue = isValue;
      isValue = isValue(word);
      if (!word.isEmpty() && !(isValue && wasValue)) {
        words.append(words.length() == 0 ? "" : " ").append(isValue ? VALUE : word);
      }
    }
    return words.toString();
  }

  private static boolean isValue(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if ((c >= '0' && c <= '9') || "*/\\@=".indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  private MessageText() {}
}
