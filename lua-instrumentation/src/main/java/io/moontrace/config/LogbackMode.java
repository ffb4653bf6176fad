package io.moontrace.config;

import static java.util.logging.Level.WARNING;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** What becomes of the application's own log: {@link Setting#LOGBACK}. */
public enum LogbackMode {
  /** Nothing. */
  OFF,
  /** Stays, and its events are JSON lines in a file beside it. */
  SHADE,
  /** Its appenders write JSON lines. */
  REPLACE;

  private static final Logger logger = Logger.getLogger(LogbackMode.class.getName());

  private static final AtomicBoolean warned = new AtomicBoolean();

  /** What is set; what is not understood is off, with a warning. */
  public static LogbackMode get() {
    String value = Setting.LOGBACK.value();
    try {
      return valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      warn(value);
      return OFF;
    }
  }

  private static void warn(String value) {
    if (warned.compareAndSet(false, true)) {
      logger.log(
          WARNING,
          "{0}={1} is none of off, shade, replace; it is off",
          new Object[] {Setting.LOGBACK.key(), value});
    }
  }
}
