package io.moontrace.config;

import java.util.Locale;

/** What happens to the application's own log: {@link Setting#LOGBACK}. */
public enum LogbackMode {
  /** Nothing. */
  OFF,
  /** Stays, and its events are JSON lines in a file beside it. */
  SHADE,
  /** Its appenders write JSON lines. */
  REPLACE;

  public static LogbackMode get() {
    return valueOf(Setting.LOGBACK.text().toUpperCase(Locale.ROOT));
  }
}
