package io.moontrace.config;

import static io.moontrace.config.SamplerPolicy.leavesOutBelowUnsampled;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;

class SamplerPolicyTest {
  @Test
  void theUsualSamplers() {
    assertThat(leavesOutBelowUnsampled(Sampler.parentBased(Sampler.alwaysOn()).getDescription()))
        .isTrue();
    assertThat(
            leavesOutBelowUnsampled(
                Sampler.parentBased(Sampler.traceIdRatioBased(0.01)).getDescription()))
        .isTrue();
    assertThat(leavesOutBelowUnsampled(Sampler.alwaysOn().getDescription())).isFalse();
    assertThat(leavesOutBelowUnsampled(Sampler.traceIdRatioBased(0.5).getDescription())).isFalse();
  }

  @Test
  void samplersThatTakeSomeBelowUnsampledSpans() {
    assertThat(
            leavesOutBelowUnsampled(
                Sampler.parentBasedBuilder(Sampler.alwaysOff())
                    .setLocalParentNotSampled(Sampler.alwaysOn())
                    .build()
                    .getDescription()))
        .isFalse();
    assertThat(
            leavesOutBelowUnsampled(
                Sampler.parentBasedBuilder(Sampler.alwaysOff())
                    .setRemoteParentNotSampled(Sampler.alwaysOn())
                    .build()
                    .getDescription()))
        .isFalse();
  }
}
