package io.moontrace.config;

import io.moontrace.error.ConfiguredLimits;
import java.time.Duration;
import java.util.List;

/**
 * Every setting of Moontrace: its name, type, default and meaning. {@code docs/settings.md} is
 * generated from this. Where a value comes from is the business of {@link ConfiguredText}, what a
 * type accepts that of {@link ValueType}. Values in force never throw: a wrong value is replaced by
 * the default, and {@link SettingsReport} says so.
 */
public enum Setting {
  ERRORS_FILE(
      "moontrace.errors.file",
      ValueType.FILE,
      "",
      "The file to which errors are written, one JSON line each; `-` is standard output. Empty: no"
          + " error lines are written."),
  ERRORS_MAX_SIZE(
      "moontrace.errors.max-size",
      ValueType.SIZE,
      "64MB",
      "The size at which the errors file is rolled."),
  ERRORS_MAX_FILES(
      "moontrace.errors.max-files",
      ValueType.number(1, 20),
      "5",
      "How many rolled errors files are kept."),
  HANDLED(
      "moontrace.errors.handled",
      ValueType.FLAG,
      "true",
      "Whether caught errors are reported too, at level WARN."),
  HANDLED_INTERVAL(
      "moontrace.errors.handled-interval",
      ValueType.DURATION,
      "1m",
      "Minimum interval between two reports of caught errors with the same fingerprint, and between"
          + " two full captures at one call site. `0` reports each of them."),
  ERRORS_MAX_PER_MINUTE(
      "moontrace.errors.max-per-minute",
      ValueType.number(0, Integer.MAX_VALUE),
      "1000",
      "How many errors with the same fingerprint are reported per minute; further ones are only"
          + " counted. `0` reports all."),
  REDACT(
      "moontrace.redact",
      ValueType.FLAG,
      "true",
      "Whether secrets are redacted from messages, context, labels and local variables. In YAML"
          + " this is `redact: enabled:`.",
      ".enabled"),
  REDACT_KEYS(
      "moontrace.redact.keys",
      ValueType.KEY_EXPRESSIONS,
      "",
      "Further names whose values are secret: regular expressions that are searched for in a name,"
          + " ignoring case."),
  REDACT_VALUES(
      "moontrace.redact.values",
      ValueType.VALUE_EXPRESSIONS,
      "",
      "Further secrets: what these regular expressions match in a text is redacted."),
  LOCALS(
      "moontrace.locals",
      ValueType.FLAG,
      "false",
      "Whether errors contain the local variables and upvalues of each Lua frame. Values whose"
          + " names sound secret are redacted."),
  SOURCE_LINES(
      "moontrace.source.lines",
      ValueType.number(0, 10),
      "2",
      "How many lines of source an error contains before and after the line of a Lua frame. `0`:"
          + " no source."),
  SOURCE_MAP(
      "moontrace.source.map",
      ValueType.RULES,
      "",
      "Where the source of chunks is: `from` is the beginning of a chunk's name, `to` the path, or"
          + " the URL (`https://…`) for links, that replaces it."),
  LUA_MODULES(
      "moontrace.lua.modules",
      ValueType.FLAG,
      "true",
      "Whether scripts can `require` the module `otel` and the modules of opentelemetry-lua."),
  REDIS(
      "moontrace.redis",
      ValueType.FLAG,
      "true",
      "Whether a script error that Redis returns to Jedis, Lettuce or Redisson becomes a cause with"
          + " a Lua frame, and scripts on their way to Redis are remembered for its source."),
  CONTEXT_BAGGAGE(
      "moontrace.context.baggage",
      ValueType.NAMES,
      "",
      "Keys of W3C baggage that become business context of errors and logs."),
  CONTEXT_MDC(
      "moontrace.context.mdc",
      ValueType.NAMES,
      "",
      "Keys of SLF4J's MDC that become business context of errors and logs."),
  LINK_TRUSTED(
      "moontrace.link.trusted",
      ValueType.ADDRESSES,
      "",
      "From which addresses, those of a gateway, requests are linked with the errors behind them:"
          + " the header `moontrace-error` of these requests names a cause, and that of their"
          + " responses the error. Empty: neither is read nor written."),
  LOGBACK(
      "moontrace.logback",
      ValueType.choice("off", "shade", "replace"),
      "off",
      "What happens to the log that the application writes with Logback. `off`: nothing. `shade`:"
          + " each event is also written as a JSON line to a file beside the plain log."
          + " `replace`: console and file appenders write JSON lines instead of plain text. In YAML"
          + " this is `logback: mode:`.",
      ".mode"),
  LOGBACK_FILE(
      "moontrace.logback.file",
      ValueType.FILE,
      "",
      "The file that `shade` writes. Empty: the file of the first file appender with `.json`"
          + " appended, or `moontrace-log.json` where there is no file appender."),
  LOGBACK_MAX_SIZE(
      "moontrace.logback.max-size",
      ValueType.SIZE,
      "64MB",
      "The size at which the file of `shade` is rolled."),
  LOGBACK_MAX_FILES(
      "moontrace.logback.max-files",
      ValueType.number(1, 20),
      "5",
      "How many rolled files of `shade` are kept."),
  LOGBACK_MDC_LABELS(
      "moontrace.logback.mdc-labels",
      ValueType.FLAG,
      "false",
      "Whether MDC keys that are not business context become `labels` in the lines of `shade` and"
          + " `replace`."),
  LIMIT_LUA_FRAMES("lua-frames", 512, "Lua activations recorded per error, the innermost ones."),
  LIMIT_FRAMES("frames", 1024, "Frames of both languages in one stack, the innermost ones."),
  LIMIT_CAUSES("causes", 16, "Causes and suppressed exceptions of one error."),
  LIMIT_MESSAGE("message", 8192, "Characters of a message."),
  LIMIT_NAME("name", 512, "Characters of the name of a function, file, class or key."),
  LIMIT_STACK_TEXT("stack-text", 131072, "Characters of `error.stack_trace`."),
  LIMIT_CONTEXT_ENTRIES("context-entries", 32, "Entries of `context`."),
  LIMIT_CONTEXT_VALUE("context-value", 256, "Characters of a value in `context`."),
  LIMIT_LOCALS("locals", 32, "Local variables and upvalues of one frame."),
  LIMIT_LOCAL_VALUE("local-value", 200, "Characters of the value of a local variable."),
  LIMIT_LABELS("labels", 32, "Entries of `labels`."),
  LIMIT_LABEL_VALUE("label-value", 256, "Characters of a value in `labels`."),
  LIMIT_TAGS("tags", 32, "Entries of `tags`.");

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // it is; its parser is a function without state
  private final ValueType type;

  private final String defaultValue;
  private final String meaning;
  private final String nestedName;

  Setting(String limit, int defaultValue, String meaning) {
    this(
        "moontrace.limits." + limit,
        ValueType.number(1, ConfiguredLimits.MAX_FACTOR * defaultValue),
        Integer.toString(defaultValue),
        meaning);
  }

  Setting(String key, ValueType type, String defaultValue, String meaning) {
    this(key, type, defaultValue, meaning, "");
  }

  Setting(String key, ValueType type, String defaultValue, String meaning, String nestedName) {
    this.key = key;
    this.type = type;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
    this.nestedName = nestedName;
  }

  /** The name as a system property. */
  public String key() {
    return key;
  }

  /** The name as an environment variable. */
  public String environmentVariable() {
    return ConfiguredText.environmentVariable(key);
  }

  public ValueType type() {
    return type;
  }

  /** As one would write it; empty where the default is nothing. */
  public String defaultValue() {
    return defaultValue;
  }

  /** What it does, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** What YAML appends to the name, because further settings lie below it; else empty. */
  String nestedName() {
    return nestedName;
  }

  /** The value in force of a text, a path or a choice. */
  public String text() {
    return inForce(String.class);
  }

  public boolean flag() {
    return inForce(Boolean.class);
  }

  public int number() {
    return inForce(Integer.class);
  }

  /** The value in force of a size, in bytes. */
  public long bytes() {
    return inForce(Long.class);
  }

  public Duration duration() {
    return inForce(Duration.class);
  }

  @SuppressWarnings("unchecked") // a list type makes no other
  public List<String> list() {
    return (List<String>) inForce(List.class);
  }

  private <T> T inForce(Class<T> type) {
    return type.cast(ReadSetting.of(this).value());
  }
}
