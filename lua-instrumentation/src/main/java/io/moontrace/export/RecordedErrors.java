package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/**
 * Adds the ids of errors to exceptions that the application or other instrumentations recorded on
 * spans.
 */
@AutoService(AutoConfigurationCustomizerProvider.class)
public final class RecordedErrors implements AutoConfigurationCustomizerProvider {
  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addSpanExporterCustomizer(
        (exporter, config) -> new RecordedErrorsExporter(exporter));
  }
}
