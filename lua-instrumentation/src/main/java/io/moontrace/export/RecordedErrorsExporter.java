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
 * A span exporter that applies {@link RecordedError} to the exceptions that the application, or an
 * instrumentation around the entry into Lua, recorded on its spans. Other spans are passed on
 * unchanged.
 */
final class RecordedErrorsExporter implements SpanExporter {
  private final SpanExporter exporter;

  RecordedErrorsExporter(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<SpanData> identified = new ArrayList<>(spans.size());
    for (SpanData span : spans) {
      identified.add(hasException(span) ? identified(span) : span);
    }
    return exporter.export(identified);
  }

  private static boolean hasException(SpanData span) {
    for (EventData event : span.getEvents()) {
      if (event instanceof ExceptionEventData) {
        return true;
      }
    }
    return false;
  }

  private static SpanData identified(SpanData span) {
    List<EventData> events = new ArrayList<>(span.getEvents().size());
    for (EventData event : span.getEvents()) {
      events.add(
          event instanceof ExceptionEventData
              ? RecordedError.identified((ExceptionEventData) event, span.getSpanContext())
              : event);
    }
    return new IdentifiedSpan(span, events);
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

  private static final class IdentifiedSpan extends DelegatingSpanData {
    private final List<EventData> events;

    IdentifiedSpan(SpanData span, List<EventData> events) {
      super(span);
      this.events = events;
    }

    @Override
    public List<EventData> getEvents() {
      return events;
    }
  }
}
