package io.moontrace.e2e;

import java.net.URI;

/** The collector's own metrics in Prometheus's text format. */
record CollectorMetrics(URI address) {

  /**
   * The sum over all series of a metric; 0 if there is none yet.
   *
   * @param name without the suffix {@code _total}
   */
  long sum(String name) {
    return Http.get(address.resolve("/metrics"))
        .body()
        .lines()
        .filter(line -> isOf(name, line))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static boolean isOf(String name, String line) {
    return line.startsWith(name + "{") || line.startsWith(name + "_total{");
  }
}
