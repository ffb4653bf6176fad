package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import io.moontrace.error.ErrorEvent;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.FirstReports;
import io.moontrace.error.Limits;
import io.moontrace.error.PrintableText;
import io.moontrace.error.TraceIds;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends each error as one log record, an event named {@code exception}, according to
 * OpenTelemetry's semantic conventions for exceptions in logs. Runs on the thread of the error, so
 * that no report is lost when the JVM ends: the SDK flushes its records.
 */
final class ErrorRecords implements ErrorReports.Sink {
  private static final Logger logger = Logger.getLogger(ErrorRecords.class.getName());
  private static final AttributeKey<String> THREAD = AttributeKey.stringKey("thread.name");

  /** The errors that the log records of this process contain. */
  static final FirstReports REPORTED = new FirstReports();

  private final io.opentelemetry.api.logs.Logger records;

  ErrorRecords(io.opentelemetry.api.logs.Logger records) {
    this.records = records;
  }

  /** Takes all reports from now on. */
  void start() {
    ErrorReports.addSink(this);
  }

  @Override
  public void accept(ErrorReport report) {
    try {
      send(report);
    } catch (RuntimeException | LinkageError e) {
      ErrorReports.removeSink(this);
      logger.log(
          WARNING,
          "Errors are no longer sent as log records until the program is restarted: {0}",
          e.toString());
    }
  }

  private void send(ErrorReport report) {
    records
        .logRecordBuilder()
        .setEventName(ErrorEvent.EVENT_NAME)
        .setTimestamp(report.timestamp())
        .setContext(context(report.trace()))
        .setSeverity(report.handled() ? Severity.WARN : Severity.ERROR)
        .setSeverityText(report.handled() ? "WARN" : "ERROR")
        .setBody(PrintableText.oneLine(ErrorEvent.headline(report), Limits.MESSAGE))
        .setAttribute(ErrorAttributes.EVENT_ID, report.eventId())
        .setAllAttributes(ErrorAttributes.of(report, REPORTED.isNew(report)))
        .setAttribute(THREAD, report.thread())
        .emit();
  }

  private static Context context(@Nullable TraceIds trace) {
    if (trace == null) {
      return Context.root();
    }
    SpanContext span =
        SpanContext.create(
            trace.traceId(),
            trace.spanId(),
            TraceFlags.fromHex(trace.flags(), 0),
            TraceState.getDefault());
    return Context.root().with(Span.wrap(span));
  }
}
