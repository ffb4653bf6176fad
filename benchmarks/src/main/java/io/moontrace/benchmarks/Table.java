package io.moontrace.benchmarks;

import java.util.Locale;
import java.util.Map;

/** Formats the results as a Markdown table. */
final class Table {
  private static final String HEAD =
      """
      | workload | bare ns | agent ns | difference ns | ratio | limit | ratio of medians | forks |
      |---|---:|---:|---:|---:|---:|---:|---:|
      """;

  static String of(Map<Row, Samples> samples) {
    StringBuilder table = new StringBuilder(HEAD);
    samples.forEach((row, of) -> table.append(line(row, of)));
    return table.toString();
  }

  private static String line(Row row, Samples of) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %+.1f | %.2f | %s | %.2f | %d |%n",
        row.title,
        of.bare(),
        of.woven(),
        of.woven() - of.bare(),
        of.woven() / of.bare(),
        row.limit,
        of.medianWoven() / of.medianBare(),
        of.forks());
  }

  private Table() {}
}
