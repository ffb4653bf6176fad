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
 * Completes an exception that the application or another instrumentation recorded on a span. If the
 * exception escaped Lua, or wraps one that did, the event gets the {@code error.id} of that error
 * and its interleaved stack, or no stack if a span of the trace contains it already.
 */
final class RecordedError {
  private static final AttributeKey<String> STACK_TRACE =
      AttributeKey.stringKey("exception.stacktrace");

  /** The event or its replacement. Never throws, whatever the exception does. */
  static EventData identified(ExceptionEventData event, SpanContext span) {
    try {
      ErrorReport report = find(event.getException());
      return report == null ? event : identified(event, report, span);
    } catch (Throwable t) { // from an application's getCause, or with an agent of another version
      return event;
    }
  }

  private static EventData identified(
      ExceptionEventData event, ErrorReport report, SpanContext span) {
    Attributes before = event.getAttributes();
    AttributesBuilder attributes = before.toBuilder();
    ExceptionEvents.putIds(attributes, report);
    if (!FirstReports.ofSpans().isNew(report, SpanIds.of(span))) {
      attributes.remove(STACK_TRACE);
    } else if (ErrorReports.find(event.getException()) == report) {
      attributes.put(STACK_TRACE, report.text());
    }
    Attributes after = attributes.build();
    int dropped = event.getTotalAttributeCount() - before.size();
    return EventData.create(event.getEpochNanos(), event.getName(), after, after.size() + dropped);
  }

  private static @Nullable ErrorReport find(Throwable thrown) {
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
