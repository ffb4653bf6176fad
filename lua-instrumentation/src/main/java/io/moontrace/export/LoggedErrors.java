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
 * Completes the records that the agent's own instrumentation of Logback makes: what a JSON line of
 * the event says, they say as well. Stands before the processors that export. Records of others are
 * left alone.
 */
final class LoggedErrors implements LogRecordProcessor {
  private static final AttributeKey<String> STACK_TRACE = stringKey("exception.stacktrace");

  /** Called once it is to be asked, when the bootstrap path has what it needs. */
  static LoggedErrors create() {
    LogStatement.watch();
    LogEventIds.sent();
    return new LoggedErrors();
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord log) {
    try {
      LogStatement statement = LogStatement.of(log.getInstrumentationScopeInfo().getName());
      if (statement != null) {
        complete(log, statement);
      }
    } catch (Throwable t) { // of an application's objects, or of an agent of another version
      // the record is what it is without us
    }
  }

  private static void complete(ReadWriteLogRecord log, LogStatement statement) {
    log.setAttribute(ErrorAttributes.EVENT_ID, LogEventIds.ofRecord(statement.event()));
    SpanContext span = log.getSpanContext();
    ErrorReport error = statement.error();
    if (error != null) {
      TraceIds trace = SpanIds.of(span);
      tell(log, error, trace != null ? trace : error.trace());
    }
    Map<String, String> business =
        statement.context(span.isValid() ? span.getTraceId() : BusinessContext.NO_TRACE);
    if (!business.isEmpty()) {
      log.setAllAttributes(ErrorAttributes.of(business));
    }
  }

  private static void tell(ReadWriteLogRecord log, ErrorReport error, @Nullable TraceIds trace) {
    boolean whole = ErrorRecords.TOLD.isNew(error, trace);
    log.setAllAttributes(ErrorAttributes.of(error, whole));
    if (!whole) {
      log.setAttribute(STACK_TRACE, ""); // an attribute cannot be taken away
    }
  }
}
