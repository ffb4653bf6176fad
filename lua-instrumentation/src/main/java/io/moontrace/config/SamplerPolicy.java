package io.moontrace.config;

import com.google.auto.service.AutoService;
import io.moontrace.bootstrap.RuntimeSettings;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * Looks at the sampler, and changes nothing: where it leaves out all that lies below an unsampled
 * span, as the default does, a call into Lua need not ask it.
 */
@AutoService(AutoConfigurationCustomizerProvider.class)
public final class SamplerPolicy implements AutoConfigurationCustomizerProvider {
  private static final String OFF = Sampler.alwaysOff().getDescription();

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addSamplerCustomizer(
        (sampler, config) -> {
          if (BootstrapClasses.provide()) {
            RuntimeSettings.setUnsampledParentDecides(
                leavesOutBelowUnsampled(sampler.getDescription()));
          }
          return sampler;
        });
  }

  /** The SDK's ParentBased sampler tells what it is made of. */
  static boolean leavesOutBelowUnsampled(String description) {
    return description.startsWith("ParentBased{")
        && description.contains("remoteParentNotSampled:" + OFF)
        && description.contains("localParentNotSampled:" + OFF);
  }
}
