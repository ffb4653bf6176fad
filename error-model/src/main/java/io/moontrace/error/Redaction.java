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
 * Redacts secrets from reports, by the name of a value and by what the value looks like. Only what
 * Moontrace writes is redacted, never what the program or its scripts see. Thread-safe; never
 * throws.
 *
 * <p>Enabled unless {@code moontrace.redact} is {@code false}; {@code moontrace.redact.keys} and
 * {@code moontrace.redact.values} add expressions. The agent passes its settings to {@link
 * #configure}; without the agent, they are read from the system properties and environment
 * variables of these names.
 */
public final class Redaction {
  /** Replaces a secret. */
  public static final String REDACTED = "[redacted]";

  private static final String ON = "moontrace.redact";
  private static final String KEYS = "moontrace.redact.keys";
  private static final String VALUES = "moontrace.redact.values";
  private static final Pattern KEY_SEPARATOR = Pattern.compile("\\s*,\\s*");
  private static final Pattern VALUE_SEPARATOR = Pattern.compile("\\s+");

  /**
   * Characters scanned beyond a limit: a secret that the limit cuts in two would not be recognised.
   */
  private static final int LOOKAHEAD = 256;

  private static final int MAX_ROUNDS = 4;

  private static volatile Redaction current = ofStandaloneSettings();

  private final boolean on;
  private final SecretNames names;
  private final Pattern[] values;

  private Redaction(boolean on, List<Pattern> names, List<Pattern> values) {
    this.on = on;
    this.names = new SecretNames(names.toArray(new Pattern[0]));
    this.values = values.toArray(new Pattern[0]);
  }

  /**
   * Configures redaction in addition to the built-in rules.
   *
   * @param on whether anything is redacted
   * @param keys regular expressions that mark the name of a secret, found anywhere in it,
   *     case-insensitively
   * @param values regular expressions whose matches in a text are redacted
   * @return the invalid regular expressions, which are ignored
   */
  public static List<String> configure(
      boolean on, Collection<String> keys, Collection<String> values) {
    List<String> invalid = new ArrayList<>();
    List<Pattern> keyPatterns = compiled(keys, Pattern.CASE_INSENSITIVE, invalid);
    current = new Redaction(on, keyPatterns, compiled(values, 0, invalid));
    return invalid;
  }

  /** Whether a variable, field or header of this name may hold a secret. */
  public static boolean isSecret(String name) {
    Redaction now = current;
    return now.on && now.names.has(name);
  }

  /**
   * The value of a variable, redacted if its name marks a secret, otherwise like {@link
   * #text(String, int)}.
   */
  public static String value(String name, String value, int limit) {
    return isSecret(name) ? REDACTED : text(value, limit);
  }

  /**
   * Like {@link #value}, except that the session id, which has a field of its own, is not redacted
   * by its name.
   */
  public static String context(String key, String value, int limit) {
    boolean session = key.equals("session.id") || key.equals("session_id");
    return session ? text(value, limit) : value(key, value, limit);
  }

  /** A text with its secrets redacted: the same object if it contains none. */
  public static String text(String text) {
    Redaction now = current;
    return now.on ? now.without(text, false) : text;
  }

  /**
   * A line of code with its secrets redacted. Unlike in {@link #text}, an unquoted expression after
   * a name is kept.
   */
  public static String code(String line) {
    Redaction now = current;
    return now.on ? now.without(line, true) : line;
  }

  /**
   * Like {@link #text(String)}, for a text that the caller truncates to a limit. Only the beginning
   * of a longer text is scanned, and the result shows that it was truncated.
   */
  public static String text(String text, int limit) {
    if (text.length() <= limit + LOOKAHEAD) {
      return text(text);
    }
    String shown = text(text.substring(0, limit + LOOKAHEAD));
    return shown.length() > limit ? shown : shown + PrintableText.TRUNCATED;
  }

  /** Repeats while something is found, because a redacted secret can hide another one. */
  private String without(String text, boolean isCode) {
    String shown = text;
    for (int i = 0; i < MAX_ROUNDS; i++) {
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
        BoundedRegex.findAll(pattern, text, secrets);
      }
    }
    return secrets;
  }

  private static Redaction ofStandaloneSettings() {
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
      Collection<String> expressions, int flags, List<String> invalid) {
    List<Pattern> patterns = new ArrayList<>();
    for (String expression : expressions) {
      try {
        if (!expression.isEmpty()) {
          patterns.add(Pattern.compile(expression, flags));
        }
      } catch (PatternSyntaxException e) {
        invalid.add(expression);
      }
    }
    return patterns;
  }
}
