package io.moontrace.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures one workload in this JVM and prints the CPU time of the best iteration. */
final class Fork {
  static final String RESULT = "best iteration, ns: ";

  /**
   * Measures and prints the result.
   *
   * @param args the {@link Workload} and the milliseconds of one iteration
   */
  public static void main(String[] args) throws RunnerException {
    Workload workload = Workload.valueOf(args[0]);
    TimeValue time = TimeValue.milliseconds(Long.parseLong(args[1]) * workload.durationFactor());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(workload.method())
            .forks(0) // this JVM is the fork
            .shouldFailOnError(true)
            .mode(Mode.AverageTime)
            .warmupIterations(10)
            .warmupTime(time)
            .measurementIterations(5)
            .measurementTime(time)
            .addProfiler(CpuTime.class);
    workload.script().ifPresent(script -> options.param("script", script));
    Collection<RunResult> results = new Runner(options.build()).run();
    System.out.println(RESULT + best(results, workload.clock()) / workload.units());
    System.exit(0); // threads of coroutines may still be alive
  }

  private static double best(Collection<RunResult> results, String clock) {
    return results.stream()
        .flatMap(run -> run.getBenchmarkResults().stream())
        .flatMap(benchmark -> benchmark.getIterationResults().stream())
        .mapToDouble(
            iteration -> requireNonNull(iteration.getSecondaryResults().get(clock)).getScore())
        .min()
        .orElseThrow();
  }

  private Fork() {}
}
