package io.moontrace.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What each start took, as a Markdown table: medians and the range; and how much more ours took
 * than the stock agent in the same round, the median of all rounds, so that a busy round counts for
 * little.
 */
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
    double[] own = inRounds(times, start, seconds);
    double[] sorted = own.clone();
    Arrays.sort(sorted);
    table.append(
        String.format(
            Locale.ROOT,
            " %.2f | %.2f–%.2f | %s |",
            median(sorted),
            sorted[0],
            sorted[sorted.length - 1],
            start.agent() == Start.Jar.OURS
                ? percentOver(own, inRounds(times, start.withStock(), seconds))
                : ""));
  }

  private static String percentOver(double[] ours, double[] stock) {
    double[] ratios = new double[ours.length];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = ours[round] / stock[round];
    }
    Arrays.sort(ratios);
    return String.format(Locale.ROOT, "%+.1f %%", (median(ratios) - 1) * 100);
  }

  private static double[] inRounds(
      Map<Start, List<ProcessTime>> times, Start start, ToDoubleFunction<ProcessTime> seconds) {
    return times.getOrDefault(start, List.of()).stream().mapToDouble(seconds).toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private StartupTable() {}
}
