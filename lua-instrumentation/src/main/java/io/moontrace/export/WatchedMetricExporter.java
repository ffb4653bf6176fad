package io.moontrace.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.Collections;

/** A metric exporter whose failures are logged once. */
final class WatchedMetricExporter implements MetricExporter {
  private final MetricExporter exporter;
  private final ExportHealth health = new ExportHealth("metrics");

  WatchedMetricExporter(MetricExporter exporter) {
    this.exporter = exporter;
    Destinations.add(
        new ExporterDestination(
            "metrics", exporter, health, () -> exporter.export(Collections.emptyList())));
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    return health.watch(exporter.export(metrics), metrics.size());
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
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return exporter.getAggregationTemporality(type);
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType type) {
    return exporter.getDefaultAggregation(type);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return exporter.getMemoryMode();
  }

  @Override
  public String toString() {
    return exporter.toString();
  }
}
