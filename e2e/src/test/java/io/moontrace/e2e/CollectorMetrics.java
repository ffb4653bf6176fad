package io.moontrace.e2e;

import java.net.URI;

/** What a collector tells of itself, in Prometheus's text form, at an address. */
record CollectorMetrics(URI address) {

  /**
   * The sum over all series of a metric; 0 where there is none yet.
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
