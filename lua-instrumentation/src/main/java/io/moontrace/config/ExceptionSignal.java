package io.moontrace.config;

import static java.util.logging.Level.WARNING;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.logging.Logger;

/**
 * By which signals the user wants exceptions, in the words of OpenTelemetry: {@code logs} or {@code
 * logs/dup}, which is both. Unset, it is both: an error is to be found wherever one looks for it.
 * Looked for as the agent does (<a
 * href="https://opentelemetry.io/docs/specs/semconv/exceptions/">semantic conventions for
 * exceptions</a>; {@code SemconvExceptionSignal} of the instrumentation API).
 */
public final class ExceptionSignal {
  private static final Logger logger = Logger.getLogger(ExceptionSignal.class.getName());

  /** The agent's own setting, and that of the specification: {@code ..._OPT_IN}. */
  private static final String[] KEYS = {
    "otel.semconv.exception.signal.preview", "otel.semconv.exception.signal.opt.in"
  };

  private static final String LOGS = "logs";
  private static final String BOTH = "logs/dup";

  /** Whether spans get events. */
  public static boolean onSpans() {
    return !chosen().equals(LOGS);
  }

  /** Whether there are log records, and somewhere to send them. */
  public static boolean inLogs() {
    ConfigProperties config = ConfiguredText.agentProperties();
    return config == null || areLogsExported(config);
  }

  /** Whether the agent's own settings name an exporter of logs. */
  public static boolean areLogsExported(ConfigProperties config) {
    return !config.getList("otel.logs.exporter").contains("none");
  }

  /** With declarative configuration (YAML) the agent's own settings still count for this one. */
  private static String chosen() {
    for (String key : KEYS) {
      ConfiguredText configured = ConfiguredText.of(key);
      String value = configured == null ? "" : configured.text().trim();
      if (value.isEmpty()) {
        continue;
      }
      if (value.equals(LOGS) || value.equals(BOTH)) {
        return value;
      }
      logger.log(
          WARNING,
          "{0}={1} is neither logs nor logs/dup, and is ignored",
          new Object[] {key, ShownText.of(value)});
    }
    return BOTH;
  }

  private ExceptionSignal() {}
}
