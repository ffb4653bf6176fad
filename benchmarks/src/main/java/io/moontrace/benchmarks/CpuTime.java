package io.moontrace.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures CPU time, user and system, per call of a benchmark method, so that other load on the
 * machine does not count. The time of the calling thread has a resolution of nanoseconds, that of
 * the process of 10 ms.
 */
public final class CpuTime implements InternalProfiler {
  static final String THREAD = "thread";
  static final String PROCESS = "process";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long threadAtStart;
  private long processAtStart;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    threadAtStart = threadTime();
    processAtStart = process.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double calls = result.getMetadata().getAllOps();
    return List.of(
        perCall(THREAD, (threadTime() - threadAtStart) / calls),
        perCall(PROCESS, (process.getProcessCpuTime() - processAtStart) / calls));
  }

  @Override
  public String getDescription() {
    return "CPU time of the calling thread and of the process";
  }

  private static ScalarResult perCall(String label, double nanos) {
    return new ScalarResult(label, nanos, "ns/op", AggregationPolicy.AVG);
  }

  /**
   * The CPU time of JMH's worker thread; zero before its first iteration, when it does not exist
   * yet.
   */
  private long threadTime() {
    long sum = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().contains("jmh-worker")) {
        sum += threads.getThreadCpuTime(thread.getId());
      }
    }
    return sum;
  }
}
