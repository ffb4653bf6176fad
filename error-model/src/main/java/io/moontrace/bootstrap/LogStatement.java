package io.moontrace.bootstrap;

import io.moontrace.error.ErrorReport;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log event that this thread hands to its appenders right now: what a record that somebody else
 * makes of it should say as well. Known while it lasts, and held no longer; a statement within (an
 * argument logs, or an appender) hides the one around it. Used by one thread.
 */
public final class LogStatement {
  private static final ThreadLocal<@Nullable LogStatement> current = new ThreadLocal<>();
  private static volatile boolean isWatched;

  private final @Nullable LogStatement outer = current.get();
  private final Object event;
  private final String logger;
  private final Supplier<@Nullable ErrorReport> error;
  private final Function<String, Map<String, String>> context;

  private LogStatement(
      Object event,
      String logger,
      Supplier<@Nullable ErrorReport> error,
      Function<String, Map<String, String>> context) {
    this.event = event;
    this.logger = logger;
    this.error = error;
    this.context = context;
  }

  /** Whether anybody asks. Where nobody does, no statement need begin. */
  public static boolean isWatched() {
    return isWatched;
  }

  /** Set by the agent while it starts. */
  public static void watch() {
    isWatched = true;
  }

  /**
   * Begins a statement; the caller ends it, on the same thread.
   *
   * @param error asked once a record is made: the error that is logged, or null
   * @param context asked once a record is made: business context, by the id of the trace
   */
  public static LogStatement begin(
      Object event,
      String logger,
      Supplier<@Nullable ErrorReport> error,
      Function<String, Map<String, String>> context) {
    LogStatement statement = new LogStatement(event, logger, error, context);
    current.set(statement);
    return statement;
  }

  /** What was around it is the current one again. */
  public void end() {
    current.set(outer);
  }

  /**
   * The current one, if it is of this logger; null otherwise: what an appender sends on its own
   * behalf is not about the event.
   */
  public static @Nullable LogStatement of(String logger) {
    LogStatement statement = current.get();
    return statement != null && statement.logger.equals(logger) ? statement : null;
  }

  /** By its identity. */
  public Object event() {
    return event;
  }

  /** What was thrown; null where nothing was. */
  public @Nullable ErrorReport error() {
    return error.get();
  }

  /**
   * Business context, bounded.
   *
   * @param traceId {@link BusinessContext#NO_TRACE} where there is none
   */
  public Map<String, String> context(String traceId) {
    return context.apply(traceId);
  }
}
