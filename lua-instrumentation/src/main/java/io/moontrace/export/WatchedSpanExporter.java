package io.moontrace.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Collections;

/** A span exporter whose failures are logged once. */
final class WatchedSpanExporter implements SpanExporter {
  private final SpanExporter exporter;
  private final ExportHealth health = new ExportHealth("spans");

  WatchedSpanExporter(SpanExporter exporter) {
    this.exporter = exporter;
    Destinations.add(
        new ExporterDestination(
            "traces", exporter, health, () -> exporter.export(Collections.emptyList())));
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return health.watch(exporter.export(spans), spans.size());
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
}
