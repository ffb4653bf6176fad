package io.moontrace.e2e;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.moontrace.e2e.OrderLoad.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latency of orders in each phase of a run, as shown in {@code docs/reliability.md}. */
final class LatencyTable {
  /** The prefix of phases without an outage. */
  static final String CALM = "calm";

  /**
   * Phases that do not measure outages, because the JIT compiler or a starting server uses the CPU.
   */
  static final String WARM_UP = "warm-up";

  static final String BACK = "coming back";

  private final Map<String, Latency> latencies = new LinkedHashMap<>();

  LatencyTable(List<Answer> answers) {
    answers.stream()
        .collect(groupingBy(Answer::phase, LinkedHashMap::new, mapping(Answer::nanos, toList())))
        .forEach((phase, nanos) -> latencies.put(phase, Latency.of(nanos)));
  }

  /** The latencies of the phases without an outage. */
  List<Latency> calm() {
    return latencies.entrySet().stream()
        .filter(phase -> phase.getKey().startsWith(CALM))
        .map(Map.Entry::getValue)
        .toList();
  }

  Latency of(String phase) {
    return latencies.get(phase);
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("| | orders | median ms | p95 ms |\n|---|---|---|---|\n");
    latencies.forEach((phase, latency) -> text.append("| %s %s%n".formatted(phase, latency)));
    return text.toString();
  }
}
