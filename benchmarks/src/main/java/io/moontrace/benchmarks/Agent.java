package io.moontrace.benchmarks;

import java.util.List;

/**
 * How a JVM is started. Nothing leaves it. What the agent weaves besides LuaJ and the API of
 * OpenTelemetry is switched off: no workload comes by it, and the JVM starts in half the time.
 */
enum Agent {
  NONE(""),
  UNSAMPLED("always_off"),
  SAMPLED("parentbased_always_on");

  private final String sampler;

  Agent(String sampler) {
    this.sampler = sampler;
  }

  /**
   * The flags for the JVM.
   *
   * @param jar the agent
   */
  List<String> flags(String jar) {
    if (this == NONE) {
      return List.of();
    }
    return List.of(
        "-javaagent:" + jar,
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none",
        "-Dotel.instrumentation.common.default-enabled=false",
        "-Dotel.instrumentation.luaj.enabled=true",
        "-Dotel.instrumentation.opentelemetry-api.enabled=true",
        "-Dotel.traces.sampler=" + sampler);
  }
}
