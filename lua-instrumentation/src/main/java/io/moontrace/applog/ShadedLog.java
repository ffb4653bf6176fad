package io.moontrace.applog;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.moontrace.bootstrap.ApplicationLog;
import org.jspecify.annotations.Nullable;

/**
 * Makes a line of each event besides the application's own log. On the thread that logs: there the
 * MDC, the arguments and what scripts said are what they were, and to copy all that for another
 * thread costs as much as the line.
 */
public final class ShadedLog {

  /** Called when the appenders are done. Throws nothing that woven code lets through. */
  public static void append(Logger logger, @Nullable ILoggingEvent event) {
    ApplicationLog.Lines lines = ApplicationLog.shade();
    if (lines == null || ApplicationLog.isSilent() || event == null) {
      return;
    }
    if (!lines.isPlaced()) {
      lines.place(PlainLogFile.of(logger.getLoggerContext()));
    }
    lines.accept(AgentEncoder.encode(event));
  }

  private ShadedLog() {}
}
