package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/** Names, on its way out, each error that was recorded on a span by somebody else than us. */
@AutoService(AutoConfigurationCustomizerProvider.class)
public final class RecordedErrors implements AutoConfigurationCustomizerProvider {
  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addSpanExporterCustomizer(
        (exporter, config) -> new RecordedErrorsExporter(exporter));
  }
}
