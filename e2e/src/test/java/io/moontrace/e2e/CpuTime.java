package io.moontrace.e2e;

import com.github.dockerjava.api.async.ResultCallbackTemplate;
import com.github.dockerjava.api.model.Statistics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;

/** The CPU time of a container as counted by the kernel. */
final class CpuTime {
  private static final double NANOS = 1e9;
  private static final int RESPONSE_SECONDS = 30;

  private CpuTime() {}

  /** CPU seconds since the container started. */
  static double seconds(GenericContainer<?> container) {
    First first = new First();
    container.getDockerClient().statsCmd(container.getContainerId()).withNoStream(true).exec(first);
    Statistics statistics = first.answer.orTimeout(RESPONSE_SECONDS, TimeUnit.SECONDS).join();
    return statistics.getCpuStats().getCpuUsage().getTotalUsage() / NANOS;
  }

  private static final class First extends ResultCallbackTemplate<First, Statistics> {
    final CompletableFuture<Statistics> answer = new CompletableFuture<>();

    @Override
    public void onNext(Statistics statistics) {
      answer.complete(statistics);
    }
  }
}
