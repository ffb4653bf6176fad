package io.moontrace.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the encoders alternately, each in a JVM of its own, in several rounds. Prints the best
 * CPU time per line and the allocated bytes of each.
 */
final class CompareEncoders {
  private static final List<String> WORKLOADS = List.of("eventWithThrowable", "plainEvent");
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /**
   * Measures and prints the tables.
   *
   * @param args the number of rounds
   */
  public static void main(String[] args) throws RunnerException {
    int rounds = Integer.parseInt(args[0]);
    for (String workload : WORKLOADS) {
      System.out.print(table(workload, measure(workload, rounds)));
    }
  }

  private static Map<Encoding, List<Sample>> measure(String workload, int rounds)
      throws RunnerException {
    Map<Encoding, List<Sample>> samples = new EnumMap<>(Encoding.class);
    for (int round = 1; round <= rounds; round++) {
      for (Encoding encoding : Encoding.values()) {
        Sample sample = Sample.of(new Runner(options(workload, encoding)).run());
        samples.computeIfAbsent(encoding, key -> new ArrayList<>()).add(sample);
        System.err.printf("%d/%d %s %s: %s%n", round, rounds, workload, encoding, sample);
      }
    }
    return samples;
  }

  private static Options options(String workload, Encoding encoding) {
    return new OptionsBuilder()
        .include("^" + EncoderBenchmark.class.getName().replace(".", "\\.") + "\\." + workload)
        .param("encoding", encoding.name())
        .forks(1)
        .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC")
        .mode(Mode.AverageTime)
        .warmupIterations(8)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(8)
        .measurementTime(TimeValue.milliseconds(500))
        .addProfiler(CpuTime.class)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  private static String table(String workload, Map<Encoding, List<Sample>> samples) {
    double ours = best(requireNonNull(samples.get(Encoding.MOONTRACE)));
    StringBuilder table =
        new StringBuilder("\n| " + workload + " | best ns | ours is faster by | bytes | forks |\n")
            .append("|---|---:|---:|---:|---:|\n");
    samples.forEach(
        (encoding, of) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.2f | %.0f | %d |%n",
                    encoding,
                    best(of),
                    best(of) / ours,
                    of.stream().mapToDouble(Sample::bytes).min().orElseThrow(),
                    of.size())));
    return table.toString();
  }

  private static double best(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::nanos).min().orElseThrow();
  }

  /** The best iteration of one JVM: CPU time and allocated bytes per line. */
  private record Sample(double nanos, double bytes) {
    static Sample of(Collection<RunResult> results) {
      List<IterationResult> iterations =
          results.stream()
              .flatMap(run -> run.getBenchmarkResults().stream())
              .flatMap(benchmark -> benchmark.getIterationResults().stream())
              .toList();
      return new Sample(least(iterations, CpuTime.THREAD), least(iterations, ALLOCATED));
    }

    private static double least(List<IterationResult> iterations, String label) {
      return iterations.stream()
          .mapToDouble(
              iteration -> requireNonNull(iteration.getSecondaryResults().get(label)).getScore())
          .min()
          .orElseThrow();
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.0f ns, %.0f bytes", nanos, bytes);
    }
  }

  private CompareEncoders() {}
}
