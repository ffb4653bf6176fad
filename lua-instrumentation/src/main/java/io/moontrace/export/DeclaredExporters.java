package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Under declarative configuration, watches the exporters as {@link WatchedExporters} does. */
@AutoService(DeclarativeConfigurationCustomizerProvider.class)
public final class DeclaredExporters implements DeclarativeConfigurationCustomizerProvider {

  @Override
  public void customize(DeclarativeConfigurationCustomizer customizer) {
    try {
      customizer.addSpanExporterCustomizer(
          SpanExporter.class, (exporter, config) -> new WatchedSpanExporter(exporter));
      customizer.addMetricExporterCustomizer(
          MetricExporter.class, (exporter, config) -> new WatchedMetricExporter(exporter));
      customizer.addLogRecordExporterCustomizer(
          LogRecordExporter.class, (exporter, config) -> new WatchedLogRecordExporter(exporter));
    } catch (LinkageError e) {
      // an agent before these customizers: its exporters are not watched
    }
  }
}
