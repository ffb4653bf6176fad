package io.moontrace.error;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets out of reports: what a name tells, and what a value looks like. Only what we write
 * is touched, never what the program or its scripts see. Thread-safe; throws nothing.
 *
 * <p>On unless {@code moontrace.redact} is {@code false}; {@code moontrace.redact.keys} and {@code
 * moontrace.redact.values} add expressions. The agent says what its settings are; without it, the
 * system properties and environment variables of these names count.
 */
public final class Redaction {
  /** Stands for the value. */
  public static final String REDACTED = "[redacted]";

  private static final String ON = "moontrace.redact";
  private static final String KEYS = "moontrace.redact.keys";
  private static final String VALUES = "moontrace.redact.values";
  private static final Pattern KEY_SEPARATOR = Pattern.compile("\\s*,\\s*");
  private static final Pattern VALUE_SEPARATOR = Pattern.compile("\\s+");

  /** Looked at beyond a bound: what is cut in two there would not be known for a secret. */
  private static final int BEYOND = 256;

  private static final int MOST_ROUNDS = 4;

  private static volatile Redaction current = ofOwnSettings();

  private final boolean on;
  private final SecretNames names;
  private final Pattern[] values;

  private Redaction(boolean on, List<Pattern> names, List<Pattern> values) {
    this.on = on;
    this.names = new SecretNames(names.toArray(new Pattern[0]));
    this.values = values.toArray(new Pattern[0]);
  }

  /**
   * Sets what is redacted, beside what everybody takes for a secret.
   *
   * @param on whether anything is
   * @param keys regular expressions, found in a name in any case
   * @param values regular expressions: what they find in a text is redacted
   * @return those that are no regular expressions, which do not count
   */
  public static List<String> choose(
      boolean on, Collection<String> keys, Collection<String> values) {
    List<String> wrong = new ArrayList<>();
    List<Pattern> keyPatterns = compiled(keys, Pattern.CASE_INSENSITIVE, wrong);
    current = new Redaction(on, keyPatterns, compiled(values, 0, wrong));
    return wrong;
  }

  /** Whether a variable, a field or a header of this name may hold a secret. */
  public static boolean isSecret(String name) {
    Redaction now = current;
    return now.on && now.names.has(name);
  }

  /** What may be shown of the value that has this name; as {@link #text(String, int)}. */
  public static String value(String name, String value, int limit) {
    return isSecret(name) ? REDACTED : text(value, limit);
  }

  /** As {@link #value}, but for the id of a session, which has a field of its own in a line. */
  public static String context(String key, String value, int limit) {
    boolean session = key.equals("session.id") || key.equals("session_id");
    return session ? text(value, limit) : value(key, value, limit);
  }

  /** What may be shown of a text: the same object where it holds no secret. */
  public static String text(String text) {
    Redaction now = current;
    return now.on ? now.without(text, false) : text;
  }

  /** What may be shown of a line of code: as {@link #text}, but names of values stay. */
  public static String code(String line) {
    Redaction now = current;
    return now.on ? now.without(line, true) : line;
  }

  /**
   * As {@link #text}, of a text that is cut to a limit afterwards: of a longer one only the
   * beginning is looked at, and what it became does not look whole.
   */
  public static String text(String text, int limit) {
    if (text.length() <= limit + BEYOND) {
      return text(text);
    }
    String shown = text(text.substring(0, limit + BEYOND));
    return shown.length() > limit ? shown : shown + Text.CUT;
  }

  /** Again where something was found: what stood in its shadow is seen only now. */
  private String without(String text, boolean isCode) {
    String shown = text;
    for (int i = 0; i < MOST_ROUNDS; i++) {
      TextRanges secrets = secrets(shown, isCode);
      String less = secrets == null ? shown : secrets.replace(shown, REDACTED);
      if (less.equals(shown)) {
        break;
      }
      shown = less;
    }
    return shown;
  }

  private @Nullable TextRanges secrets(String text, boolean isCode) {
    TextRanges secrets = SecretText.find(text, names, isCode);
    if (values.length > 0) {
      secrets = secrets == null ? new TextRanges() : secrets;
      for (Pattern pattern : values) {
        GuardedText.findAll(pattern, text, secrets);
      }
    }
    return secrets;
  }

  private static Redaction ofOwnSettings() {
    return new Redaction(
        isOn(StandaloneSettings.get(ON)),
        standalone(KEYS, KEY_SEPARATOR, Pattern.CASE_INSENSITIVE),
        standalone(VALUES, VALUE_SEPARATOR, 0));
  }

  /** Where it is not clear what is wanted, secrets are redacted. */
  private static boolean isOn(@Nullable String text) {
    boolean off = text != null && text.equalsIgnoreCase("false");
    if (text != null && !text.isEmpty() && !off && !text.equalsIgnoreCase("true")) {
      StandaloneSettings.reject(ON, text, "is neither true nor false; the default applies: true");
    }
    return !off;
  }

  private static List<Pattern> standalone(String key, Pattern separator, int flags) {
    List<String> wrong = new ArrayList<>();
    List<Pattern> patterns = compiled(parts(StandaloneSettings.get(key), separator), flags, wrong);
    if (!wrong.isEmpty()) {
      StandaloneSettings.reject(
          key, wrong.get(0), "is not a regular expression and is ignored; the others apply");
    }
    return patterns;
  }

  private static List<String> parts(@Nullable String list, Pattern separator) {
    return list == null || list.isEmpty()
        ? Collections.emptyList()
        : Arrays.asList(separator.split(list));
  }

  private static List<Pattern> compiled(
      Collection<String> expressions, int flags, List<String> wrong) {
    List<Pattern> patterns = new ArrayList<>();
    for (String expression : expressions) {
      try {
        if (!expression.isEmpty()) {
          patterns.add(Pattern.compile(expression, flags));
        }
      } catch (PatternSyntaxException e) {
        wrong.add(expression);
      }
    }
    return patterns;
  }
}
