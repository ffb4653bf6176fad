package io.moontrace.export;

import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.FirstReports;
import io.moontrace.error.Limits;
import io.moontrace.report.ExceptionEvents;
import io.moontrace.report.SpanIds;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import org.jspecify.annotations.Nullable;

/**
 * An exception that somebody recorded on a span: if it left Lua, or wraps one that did, it gets the
 * {@code error.id} of that error. Its stack is the one of both languages; where a span of the trace
 * has that already, it has none.
 */
final class RecordedError {
  private static final AttributeKey<String> STACK_TRACE =
      AttributeKey.stringKey("exception.stacktrace");

  /** The event, or one that takes its place. Throws nothing, whatever the exception does. */
  static EventData named(ExceptionEventData event, SpanContext span) {
    try {
      ErrorReport report = known(event.getException());
      return report == null ? event : named(event, report, span);
    } catch (Throwable t) { // of an application's getCause, or of an agent of another version
      return event;
    }
  }

  private static EventData named(ExceptionEventData event, ErrorReport report, SpanContext span) {
    Attributes before = event.getAttributes();
    AttributesBuilder attributes = before.toBuilder();
    ExceptionEvents.name(attributes, report);
    if (!FirstReports.ofSpans().isNew(report, SpanIds.of(span))) {
      attributes.remove(STACK_TRACE);
    } else if (ErrorReports.find(event.getException()) == report) {
      attributes.put(STACK_TRACE, report.text());
    }
    Attributes after = attributes.build();
    int dropped = event.getTotalAttributeCount() - before.size();
    return EventData.create(event.getEpochNanos(), event.getName(), after, after.size() + dropped);
  }

  private static @Nullable ErrorReport known(Throwable thrown) {
    Throwable layer = thrown;
    for (int i = 0; layer != null && i <= Limits.CAUSES; i++) {
      ErrorReport report = ErrorReports.find(layer);
      if (report != null) {
        return report;
      }
      layer = layer.getCause();
    }
    return null;
  }

  private RecordedError() {}
}
