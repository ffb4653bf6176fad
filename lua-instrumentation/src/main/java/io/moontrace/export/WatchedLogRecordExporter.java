package io.moontrace.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.Collections;

/** A log record exporter whose failures are logged once. */
final class WatchedLogRecordExporter implements LogRecordExporter {
  private final LogRecordExporter exporter;
  private final ExportHealth health = new ExportHealth("log records");

  WatchedLogRecordExporter(LogRecordExporter exporter) {
    this.exporter = exporter;
    Destinations.add(
        new ExporterDestination(
            "logs", exporter, health, () -> exporter.export(Collections.emptyList())));
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> records) {
    return health.watch(exporter.export(records), records.size());
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
