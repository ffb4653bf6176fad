package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.util.Collections;

/**
 * Adds {@link ExportHealth} to the exporters, if configured by properties, and silences their own
 * logging. With {@code otel.javaagent.debug} nothing is silenced.
 */
@AutoService(AutoConfigurationCustomizerProvider.class)
public final class WatchedExporters implements AutoConfigurationCustomizerProvider {
  /** The level settings of the agent's own log. */
  private static final String LOG_LEVEL = "io.opentelemetry.javaagent.slf4j.simpleLogger.log.";

  private static final String[] NOISY = {
    "io.opentelemetry.exporter.otlp.internal.HttpExporter",
    "io.opentelemetry.exporter.otlp.internal.GrpcExporter",
    "io.opentelemetry.exporter.internal.http.HttpExporter",
    "io.opentelemetry.exporter.internal.grpc.GrpcExporter",
    "io.opentelemetry.sdk.metrics.export.PeriodicMetricReader",
  };

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addSpanExporterCustomizer((exporter, config) -> new WatchedSpanExporter(exporter));
    customizer.addMetricExporterCustomizer(
        (exporter, config) -> new WatchedMetricExporter(exporter));
    customizer.addLogRecordExporterCustomizer(
        (exporter, config) -> new WatchedLogRecordExporter(exporter));
    customizer.addPropertiesCustomizer(
        config -> {
          if (!config.getBoolean("otel.javaagent.debug", false)) {
            silence();
          }
          return Collections.emptyMap();
        });
  }

  private static void silence() {
    for (String logger : NOISY) {
      if (System.getProperty(LOG_LEVEL + logger) == null) {
        System.setProperty(LOG_LEVEL + logger, "off");
      }
    }
  }
}
