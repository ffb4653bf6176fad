package io.moontrace.config;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.util.Collections;

/** Learns the agent's configuration, for {@link ConfiguredText}. */
@AutoService(AutoConfigurationCustomizerProvider.class)
public final class AgentConfiguration implements AutoConfigurationCustomizerProvider {
  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addPropertiesCustomizer(
        config -> {
          ConfiguredText.readFrom(config);
          return Collections.emptyMap();
        });
  }
}
