package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizerProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collections;
import java.util.function.Supplier;

/**
 * Under declarative configuration, makes each exporter a destination that can be tried. It is not
 * wrapped, as {@link WatchedExporters} does: the SDK closes an exporter for which a customizer
 * returns another one. So what it accepts is not counted.
 */
@AutoService(DeclarativeConfigurationCustomizerProvider.class)
public final class DeclaredExporters implements DeclarativeConfigurationCustomizerProvider {

  @Override
  public void customize(DeclarativeConfigurationCustomizer customizer) {
    try {
      customizer.addSpanExporterCustomizer(
          SpanExporter.class,
          (exporter, config) -> {
            add("traces", exporter, () -> exporter.export(Collections.emptyList()));
            return exporter;
          });
      customizer.addMetricExporterCustomizer(
          MetricExporter.class,
          (exporter, config) -> {
            add("metrics", exporter, () -> exporter.export(Collections.emptyList()));
            return exporter;
          });
      customizer.addLogRecordExporterCustomizer(
          LogRecordExporter.class,
          (exporter, config) -> {
            add("logs", exporter, () -> exporter.export(Collections.emptyList()));
            return exporter;
          });
    } catch (LinkageError e) {
      // an agent before these customizers: its exporters cannot be tried
    }
  }

  private static void add(
      String signal, Object exporter, Supplier<CompletableResultCode> emptyExport) {
    Destinations.add(new ExporterDestination(signal, exporter, null, emptyExport));
  }
}
