package io.moontrace.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A span exporter that looks at exceptions which the application, or an instrumentation around the
 * entry into Lua, recorded on spans of theirs. Spans without one pass as they are.
 */
final class RecordedErrorsExporter implements SpanExporter {
  private final SpanExporter exporter;

  RecordedErrorsExporter(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<SpanData> named = new ArrayList<>(spans.size());
    for (SpanData span : spans) {
      named.add(hasException(span) ? named(span) : span);
    }
    return exporter.export(named);
  }

  private static boolean hasException(SpanData span) {
    for (EventData event : span.getEvents()) {
      if (event instanceof ExceptionEventData) {
        return true;
      }
    }
    return false;
  }

  private static SpanData named(SpanData span) {
    List<EventData> events = new ArrayList<>(span.getEvents().size());
    for (EventData event : span.getEvents()) {
      events.add(
          event instanceof ExceptionEventData
              ? RecordedError.named((ExceptionEventData) event, span.getSpanContext())
              : event);
    }
    return new Named(span, events);
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  @Override
  public String toString() {
    return exporter.toString();
  }

  private static final class Named extends DelegatingSpanData {
    private final List<EventData> events;

    Named(SpanData span, List<EventData> events) {
      super(span);
      this.events = events;
    }

    @Override
    public List<EventData> getEvents() {
      return events;
    }
  }
}
