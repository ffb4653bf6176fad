package io.moontrace.applog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.moontrace.bootstrap.LogStatement;
import org.jspecify.annotations.Nullable;

/** Makes an event the current {@link LogStatement} while it is handed to the appenders. */
public final class LogStatements {

  /** Null if statements are not used. */
  public static @Nullable LogStatement begin(@Nullable ILoggingEvent event) {
    if (!LogStatement.isEnabled() || event == null) {
      return null;
    }
    String logger = event.getLoggerName();
    return LogStatement.begin(
        event,
        logger == null ? "" : logger,
        () -> AgentEncoder.error(event),
        traceId -> AgentEncoder.context(event, traceId));
  }

  private LogStatements() {}
}
