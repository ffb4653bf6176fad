package io.moontrace.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The CPU times of one row, one per fork. */
final class Samples {
  private final List<Double> bare = new ArrayList<>();
  private final List<Double> woven = new ArrayList<>();

  void add(double bareNanos, double wovenNanos) {
    bare.add(bareNanos);
    woven.add(wovenNanos);
  }

  double bare() {
    return Collections.min(bare);
  }

  double woven() {
    return Collections.min(woven);
  }

  double medianBare() {
    return median(bare);
  }

  double medianWoven() {
    return median(woven);
  }

  int forks() {
    return bare.size();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
