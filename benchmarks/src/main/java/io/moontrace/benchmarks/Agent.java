package io.moontrace.benchmarks;

import java.util.List;

/**
 * The agent configurations under which a JVM is started. Nothing is exported. All instrumentations
 * but those of LuaJ and the OpenTelemetry API are disabled: no workload uses them, and the JVM
 * starts in half the time.
 */
enum Agent {
  NONE("", "none"),
  UNSAMPLED("always_off", "none"),
  SAMPLED("parentbased_always_on", "none"),
  /** With metrics, which are not exported before the JVM ends. */
  MEASURED("parentbased_always_on", "logging");

  private final String sampler;
  private final String metrics;

  Agent(String sampler, String metrics) {
    this.sampler = sampler;
    this.metrics = metrics;
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
        "-Dotel.metrics.exporter=" + metrics,
        "-Dotel.logs.exporter=none",
        "-Dotel.instrumentation.common.default-enabled=false",
        "-Dotel.instrumentation.luaj.enabled=true",
        "-Dotel.instrumentation.opentelemetry-api.enabled=true",
        "-Dotel.traces.sampler=" + sampler);
  }
}
