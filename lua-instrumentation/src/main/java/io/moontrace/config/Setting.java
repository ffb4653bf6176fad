package io.moontrace.config;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.instrumentation.api.incubator.config.internal.DeclarativeConfigUtil;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of Moontrace: its name, default and meaning. The README's table is held against
 * this by a test. A value is looked for in this order:
 *
 * <ol>
 *   <li>the system property {@code moontrace.errors.file},
 *   <li>the environment variable {@code MOONTRACE_ERRORS_FILE},
 *   <li>{@code moontrace.errors.file} in the agent's configuration file of properties,
 *   <li>in declarative configuration (YAML), below {@code instrumentation/development: java:
 *       moontrace:}, {@code errors: file:}.
 * </ol>
 */
public enum Setting {
  ERRORS_FILE(
      "moontrace.errors.file",
      "",
      "Where errors are written, one JSON line each: a path, or `-` for standard output. Empty: nowhere."),
  ERRORS_MAX_SIZE(
      "moontrace.errors.max-size", "64MB", "The size at which the errors file is rolled."),
  ERRORS_MAX_FILES(
      "moontrace.errors.max-files", "5", "How many rolled errors files are kept, up to 20."),
  HANDLED_INTERVAL(
      "moontrace.errors.handled-interval",
      "1m",
      "How soon after an error that a script caught the next one of the same fingerprint is told,"
          + " and one from the same place looked at closely: `500ms`, `10s`, `1m`; `0` for each."),
  HANDLED(
      "moontrace.errors.handled",
      "true",
      "Whether errors that a script caught are told too, as warnings."),
  ERRORS_MAX_PER_MINUTE(
      "moontrace.errors.max-per-minute",
      "1000",
      "How many errors of one fingerprint are told per minute; `0` for all."),
  REDACT(
      "moontrace.redact",
      "true",
      "Whether secrets are kept out of messages, context, labels and local variables. In YAML"
          + " `redact: enabled:`."),
  REDACT_KEYS(
      "moontrace.redact.keys",
      "",
      "Further names of secrets: regular expressions, found in a name in any case; separated by"
          + " commas."),
  REDACT_VALUES(
      "moontrace.redact.values",
      "",
      "Further secrets: regular expressions, found in a text; separated by blanks."),
  LOCALS(
      "moontrace.locals",
      "false",
      "Whether errors show the local variables and upvalues of each Lua frame. Values of names"
          + " that sound secret are left out."),
  SOURCE_LINES(
      "moontrace.source.lines",
      "2",
      "How many lines of source errors show before and after the line of a Lua frame, up to `10`;"
          + " `0`: no source."),
  SOURCE_MAP(
      "moontrace.source.map",
      "",
      "Where the source of chunks lies: `from=to`, separated by commas, where `from` is how a"
          + " chunk's name begins and `to` a path, or an address (`https://…`) for links."),
  LUA_MODULES(
      "moontrace.lua.modules",
      "true",
      "Whether scripts may `require` the module `otel` and those of opentelemetry-lua."),
  CONTEXT_BAGGAGE(
      "moontrace.context.baggage",
      "",
      "Which keys of W3C baggage become business context of errors and logs; separated by commas."),
  CONTEXT_MDC(
      "moontrace.context.mdc",
      "",
      "Which keys of SLF4J's MDC become business context of errors and logs; separated by commas."),
  LOGBACK(
      "moontrace.logback",
      "off",
      "What becomes of the log that the application writes with Logback: `off`: it stays as it is;"
          + " `shade`: it stays, and each event is a JSON line in a file beside it; `replace`: its"
          + " console and file appenders write JSON lines instead of plain text. In YAML `logback:"
          + " mode:`."),
  LOGBACK_FILE(
      "moontrace.logback.file",
      "",
      "The file of `shade`. Empty: that of the first file appender with `.json` at its end, or"
          + " `moontrace-log.json` where there is none."),
  LOGBACK_MAX_SIZE(
      "moontrace.logback.max-size", "64MB", "The size at which the file of `shade` is rolled."),
  LOGBACK_MAX_FILES(
      "moontrace.logback.max-files", "5", "How many rolled files of `shade` are kept, up to 20."),
  LOGBACK_MDC_LABELS(
      "moontrace.logback.mdc-labels",
      "false",
      "Whether the keys of the MDC that are no business context become `labels` in the lines of"
          + " `shade` and `replace`."),
  LIMIT_LUA_FRAMES(
      "moontrace.limits.lua-frames", "512", "Lua functions noted of one error, the innermost."),
  LIMIT_FRAMES(
      "moontrace.limits.frames", "1024", "Frames of both languages in one stack, the innermost."),
  LIMIT_CAUSES("moontrace.limits.causes", "16", "Causes and suppressed exceptions of one error."),
  LIMIT_MESSAGE("moontrace.limits.message", "8192", "Characters of a message."),
  LIMIT_NAME("moontrace.limits.name", "512", "Characters of a name: function, file, class, key."),
  LIMIT_STACK_TEXT("moontrace.limits.stack-text", "131072", "Characters of `error.stack_trace`."),
  LIMIT_CONTEXT_ENTRIES("moontrace.limits.context-entries", "32", "Entries of `context`."),
  LIMIT_CONTEXT_VALUE(
      "moontrace.limits.context-value", "256", "Characters of a value of `context`."),
  LIMIT_LOCALS("moontrace.limits.locals", "32", "Local variables and upvalues of one frame."),
  LIMIT_LOCAL_VALUE(
      "moontrace.limits.local-value", "200", "Characters of the value of a local variable."),
  LIMIT_LABELS("moontrace.limits.labels", "32", "Entries of `labels`."),
  LIMIT_LABEL_VALUE("moontrace.limits.label-value", "256", "Characters of a value of `labels`."),
  LIMIT_TAGS("moontrace.limits.tags", "32", "Entries of `tags`.");

  private static final String ROOT = "moontrace";
  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** As OpenTelemetry's own settings: milliseconds where there is no unit. */
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(|ms|s|m|h|d)");

  private static volatile @Nullable ConfigProperties properties;

  private final String key;
  private final String defaultValue;
  private final String description;

  Setting(String key, String defaultValue, String description) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The name as a system property. */
  public String key() {
    return key;
  }

  /** The name as an environment variable. */
  public String environmentVariable() {
    return environmentVariable(key);
  }

  private static String environmentVariable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  public String defaultValue() {
    return defaultValue;
  }

  /** One sentence or more, in Markdown. */
  public String description() {
    return description;
  }

  /** The value in force, trimmed; the default where nobody set one. */
  public String value() {
    String value = configured(key);
    if (value == null) {
      value = declared();
    }
    return value == null ? defaultValue : value.trim();
  }

  /**
   * What somebody set, by any name, outside of declarative configuration; null where nobody did.
   */
  static @Nullable String configured(String key) {
    String value = System.getProperty(key);
    if (value == null) {
      value = System.getenv(environmentVariable(key));
    }
    ConfigProperties file = properties;
    return value == null && file != null ? file.getString(key) : value;
  }

  /**
   * The value in force as a number.
   *
   * @throws IllegalArgumentException when it is no whole number above zero; it names the setting
   */
  public int positiveNumber() {
    return number(1, Integer.MAX_VALUE, "above zero");
  }

  /**
   * The value in force as a number with bounds.
   *
   * @throws IllegalArgumentException when it is no whole number from 0 to {@code most}
   */
  public int numberUpTo(int most) {
    return number(0, most, "from 0 to " + most);
  }

  private int number(int least, int most, String bounds) {
    String value = value();
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(key + '=' + value + " is no whole number " + bounds);
  }

  /**
   * The value in force as a number that is not much larger than the default.
   *
   * @param most times the default
   * @throws IllegalArgumentException when it is larger, or no whole number above zero; it names the
   *     setting
   */
  public int boundedNumber(int most) {
    int number = positiveNumber();
    int largest = most * Integer.parseInt(defaultValue);
    if (number > largest) {
      throw new IllegalArgumentException(key + '=' + number + " is more than " + largest);
    }
    return number;
  }

  /**
   * The value in force as yes or no.
   *
   * @throws IllegalArgumentException when it is neither {@code true} nor {@code false}
   */
  public boolean flag() {
    String value = value();
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return value.equalsIgnoreCase("true");
    }
    throw new IllegalArgumentException(key + '=' + value + " is neither true nor false");
  }

  /**
   * The value in force as a length of time.
   *
   * @throws IllegalArgumentException when it is no whole number with {@code ms}, {@code s}, {@code
   *     m}, {@code h} or {@code d}; it names the setting
   */
  public Duration duration() {
    Matcher matcher = DURATION.matcher(value());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          key + '=' + value() + " is no length of time, such as 500ms, 10s or 1m");
    }
    long number = Long.parseLong(matcher.group(1));
    switch (matcher.group(2)) {
      case "s":
        return Duration.ofSeconds(number);
      case "m":
        return Duration.ofMinutes(number);
      case "h":
        return Duration.ofHours(number);
      case "d":
        return Duration.ofDays(number);
      default:
        return Duration.ofMillis(number);
    }
  }

  /** The value in force as a list: what stands between commas, trimmed, without empty parts. */
  public List<String> list() {
    return Arrays.stream(SEPARATOR.split(value(), -1))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toList());
  }

  /** The value in force as a list: what stands between blanks. */
  public List<String> words() {
    return Arrays.stream(BLANKS.split(value(), -1))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toList());
  }

  /** Called once the agent has read its own configuration. */
  static void read(ConfigProperties config) {
    properties = config;
  }

  /** What the agent read of its own settings; null in a declarative configuration (YAML). */
  static @Nullable ConfigProperties configuration() {
    return properties;
  }

  private @Nullable String declared() {
    try {
      DeclarativeConfigProperties node =
          DeclarativeConfigUtil.getInstrumentationConfig(GlobalOpenTelemetry.get(), ROOT);
      String rest = key.substring(ROOT.length() + 1);
      for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
        node = node.getStructured(rest.substring(0, dot), DeclarativeConfigProperties.empty());
        rest = rest.substring(dot + 1);
      }
      String leaf = rest.replace('-', '_');
      if (isBoolean()) {
        Boolean value = node.getBoolean(leaf);
        value = value != null ? value : below(node, leaf).getBoolean("enabled");
        return value == null ? null : value.toString();
      }
      if (!isNumber()) {
        String value = node.getString(leaf);
        return value != null ? value : below(node, leaf).getString("mode");
      }
      Long number = node.getLong(leaf);
      return number == null ? null : number.toString();
    } catch (RuntimeException | LinkageError e) {
      return null; // an agent without declarative configuration
    }
  }

  /** YAML cannot give one name a value and further names below it. */
  private static DeclarativeConfigProperties below(DeclarativeConfigProperties node, String leaf) {
    return node.getStructured(leaf, DeclarativeConfigProperties.empty());
  }

  private boolean isBoolean() {
    return defaultValue.equals("true") || defaultValue.equals("false");
  }

  private boolean isNumber() {
    return !defaultValue.isEmpty() && defaultValue.chars().allMatch(Character::isDigit);
  }
}
