package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.ExceptionSignal;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/** Adds {@link LoggedErrors} if log records are exported. */
@AutoService(AutoConfigurationCustomizerProvider.class)
public final class LoggedErrorsProvider implements AutoConfigurationCustomizerProvider {

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addLoggerProviderCustomizer(
        (provider, config) ->
            ExceptionSignal.areLogsExported(config) && BootstrapClasses.provide()
                ? provider.addLogRecordProcessorFirst(LoggedErrors.create())
                : provider);
  }
}
