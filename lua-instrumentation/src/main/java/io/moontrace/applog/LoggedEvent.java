package io.moontrace.applog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.moontrace.bootstrap.LogStatement;
import org.jspecify.annotations.Nullable;

/** Tells of an event to whoever makes a record of it while it is handed to the appenders. */
public final class LoggedEvent {

  /** Null where nobody asks. */
  public static @Nullable LogStatement begin(@Nullable ILoggingEvent event) {
    if (!LogStatement.isWatched() || event == null) {
      return null;
    }
    String logger = event.getLoggerName();
    return LogStatement.begin(
        event,
        logger == null ? "" : logger,
        () -> AgentEncoder.error(event),
        traceId -> AgentEncoder.context(event, traceId));
  }

  private LoggedEvent() {}
}
