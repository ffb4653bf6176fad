package io.moontrace.e2e;

import java.util.List;

/**
 * The latency of the requests of a phase in milliseconds.
 *
 * @param p95 the 95th percentile
 */
record Latency(int requests, double median, double p95) {

  static Latency of(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
    return new Latency(sorted.length, millis(sorted, 0.5), millis(sorted, 0.95));
  }

  private static double millis(long[] sorted, double part) {
    return sorted[(int) (part * (sorted.length - 1))] / 1e6;
  }

  @Override
  public String toString() {
    return "| %d | %.1f | %.1f |".formatted(requests, median, p95);
  }
}
