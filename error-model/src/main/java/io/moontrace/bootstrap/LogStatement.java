package io.moontrace.bootstrap;

import io.moontrace.error.ErrorReport;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log event that this thread is handing to its appenders, with what a log record made of it by
 * others should contain, too. Current from {@link #begin} to {@link #end}; a nested statement (an
 * argument or an appender logs) hides the outer one. Confined to its thread.
 */
public final class LogStatement {
  private static final ThreadLocal<@Nullable LogStatement> current = new ThreadLocal<>();
  private static volatile boolean isEnabled;

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

  /** Whether statements are used. If not, none needs to begin. */
  public static boolean isEnabled() {
    return isEnabled;
  }

  /** Set by the agent while it starts. */
  public static void enable() {
    isEnabled = true;
  }

  /**
   * Begins a statement. The caller ends it on the same thread.
   *
   * @param error returns the logged error or null; called only when a record is made
   * @param context returns the business context of a trace id; called only when a record is made
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

  /** Makes the outer statement current again. */
  public void end() {
    current.set(outer);
  }

  /**
   * The current statement if it is of this logger, otherwise null: a record that an appender sends
   * on its own behalf is not about the event.
   */
  public static @Nullable LogStatement of(String logger) {
    LogStatement statement = current.get();
    return statement != null && statement.logger.equals(logger) ? statement : null;
  }

  /** The log event, for use by identity. */
  public Object event() {
    return event;
  }

  /** The logged error, or null. */
  public @Nullable ErrorReport error() {
    return error.get();
  }

  /**
   * The business context, bounded.
   *
   * @param traceId {@link BusinessContext#NO_TRACE} if there is no trace
   */
  public Map<String, String> context(String traceId) {
    return context.apply(traceId);
  }
}
