package io.moontrace.config;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.OpenTelemetryConfigurationModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.internal.ExperimentalInstrumentationModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.internal.ExperimentalLanguageSpecificInstrumentationModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.internal.ExperimentalLanguageSpecificInstrumentationPropertyModel;
import java.util.Collections;
import java.util.Map;

/**
 * Learns what a declarative configuration (YAML) says of Moontrace, for {@link DeclaredSettings}.
 * From the model, because the agent's own reader logs a warning for each value whose type is not
 * the one that was asked for, and Moontrace has to see wrong ones.
 */
@AutoService(DeclarativeConfigurationCustomizerProvider.class)
public final class DeclaredConfiguration implements DeclarativeConfigurationCustomizerProvider {

  @Override
  public void customize(DeclarativeConfigurationCustomizer customizer) {
    customizer.addModelCustomizer(
        model -> {
          try {
            DeclaredSettings.readFrom(declared(model));
          } catch (LinkageError e) {
            // an agent whose model is another: it is asked instead
          }
          return model;
        });
  }

  private static Map<String, Object> declared(OpenTelemetryConfigurationModel model) {
    ExperimentalInstrumentationModel instrumentation = model.getInstrumentationDevelopment();
    ExperimentalLanguageSpecificInstrumentationModel java =
        instrumentation == null ? null : instrumentation.getJava();
    ExperimentalLanguageSpecificInstrumentationPropertyModel moontrace =
        java == null ? null : java.getAdditionalProperties().get(DeclaredSettings.ROOT);
    return moontrace == null ? Collections.emptyMap() : moontrace.getAdditionalProperties();
  }
}
