package io.moontrace.export;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.moontrace.bootstrap.BusinessContext;
import io.moontrace.bootstrap.LogStatement;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.LogEventIds;
import io.moontrace.error.TraceIds;
import io.moontrace.report.SpanIds;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Completes the records of the agent's own Logback instrumentation, so that they contain the same
 * data as the JSON line of the event. It precedes the processors that export. Other records are not
 * changed.
 */
final class LoggedErrors implements LogRecordProcessor {
  private static final AttributeKey<String> STACK_TRACE = stringKey("exception.stacktrace");

  /** Called when the processor is configured, after the bootstrap path is set up. */
  static LoggedErrors create() {
    LogStatement.enable();
    LogEventIds.enableRecords();
    return new LoggedErrors();
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord log) {
    try {
      LogStatement statement = LogStatement.of(log.getInstrumentationScopeInfo().getName());
      if (statement != null) {
        complete(log, statement);
      }
    } catch (Throwable t) { // from an application's objects, or with an agent of another version
      // the record stays unchanged
    }
  }

  private static void complete(ReadWriteLogRecord log, LogStatement statement) {
    log.setAttribute(ErrorAttributes.EVENT_ID, LogEventIds.forRecord(statement.event()));
    SpanContext span = log.getSpanContext();
    ErrorReport error = statement.error();
    if (error != null) {
      TraceIds trace = SpanIds.of(span);
      putError(log, error, trace != null ? trace : error.trace());
    }
    Map<String, String> business =
        statement.context(span.isValid() ? span.getTraceId() : BusinessContext.NO_TRACE);
    if (!business.isEmpty()) {
      log.setAllAttributes(ErrorAttributes.of(business));
    }
  }

  private static void putError(
      ReadWriteLogRecord log, ErrorReport error, @Nullable TraceIds trace) {
    boolean complete = ErrorRecords.REPORTED.isNew(error, trace);
    log.setAllAttributes(ErrorAttributes.of(error, complete));
    if (!complete) {
      log.setAttribute(STACK_TRACE, ""); // an attribute cannot be removed
    }
  }
}
