package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.LogRecordProcessorModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.LogRecordProcessorPropertyModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.LoggerProviderModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.OpenTelemetryConfigurationModel;
import java.util.ArrayList;
import java.util.List;

/** Inserts {@link LoggedErrors} before the processors of a declarative configuration. */
@AutoService(DeclarativeConfigurationCustomizerProvider.class)
public final class DeclaredLoggedErrors implements DeclarativeConfigurationCustomizerProvider {

  @Override
  public void customize(DeclarativeConfigurationCustomizer customizer) {
    customizer.addModelCustomizer(DeclaredLoggedErrors::added);
  }

  private static OpenTelemetryConfigurationModel added(OpenTelemetryConfigurationModel model) {
    try {
      LoggerProviderModel provider = model.getLoggerProvider();
      if (provider != null && provider.getProcessors() != null) {
        List<LogRecordProcessorModel> processors = new ArrayList<>();
        processors.add(
            new LogRecordProcessorModel()
                .withAdditionalProperty(
                    LoggedErrorsComponent.NAME, new LogRecordProcessorPropertyModel()));
        processors.addAll(provider.getProcessors());
        provider.withProcessors(processors);
      }
    } catch (LinkageError e) {
      // an agent with another model, whose records are not completed
    }
    return model;
  }
}
