package io.moontrace.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What each start took, as a Markdown table: medians, the range, and ours over the stock agent. */
final class StartupTable {
  private static final String HEAD =
      """
      | | CPU s | range | over stock | wall s | range | over stock |
      |---|---:|---:|---:|---:|---:|---:|
      """;

  static String of(Map<Start, List<ProcessTime>> times) {
    StringBuilder table = new StringBuilder(HEAD);
    for (Start start : times.keySet()) {
      table.append("| ").append(start.title()).append(" |");
      append(table, times, start, ProcessTime::cpu);
      append(table, times, start, ProcessTime::wall);
      table.append('\n');
    }
    return table.toString();
  }

  private static void append(
      StringBuilder table,
      Map<Start, List<ProcessTime>> times,
      Start start,
      ToDoubleFunction<ProcessTime> seconds) {
    double[] sorted = sorted(times.getOrDefault(start, List.of()), seconds);
    double median = median(sorted);
    table.append(
        String.format(
            Locale.ROOT,
            " %.2f | %.2f–%.2f | %s |",
            median,
            sorted[0],
            sorted[sorted.length - 1],
            start.agent() == Start.Jar.OURS
                ? percentOver(
                    median,
                    median(sorted(times.getOrDefault(start.withStock(), List.of()), seconds)))
                : ""));
  }

  private static String percentOver(double ours, double stock) {
    return String.format(Locale.ROOT, "%+.1f %%", (ours / stock - 1) * 100);
  }

  private static double[] sorted(List<ProcessTime> times, ToDoubleFunction<ProcessTime> seconds) {
    return times.stream().mapToDouble(seconds).sorted().toArray();
  }

  static double median(double... sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private StartupTable() {}
}
