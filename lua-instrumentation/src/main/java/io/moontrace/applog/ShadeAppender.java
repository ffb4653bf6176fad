package io.moontrace.applog;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.moontrace.bootstrap.ApplicationLog;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON line for each event in addition to the application's own log. The line is encoded
 * on the logging thread, where MDC, arguments and script context are available; copying all that to
 * another thread would cost as much as encoding.
 */
public final class ShadeAppender {

  /** Called after the appenders. The woven advice suppresses exceptions. */
  public static void append(Logger logger, @Nullable ILoggingEvent event) {
    ApplicationLog.Lines lines = ApplicationLog.shade();
    if (lines == null || ApplicationLog.isSilent() || event == null) {
      return;
    }
    if (!lines.hasDestination()) {
      lines.setPlainLog(PlainLogFile.of(logger.getLoggerContext()));
    }
    lines.accept(AgentEncoder.encode(event));
  }

  private ShadeAppender() {}
}
