package io.moontrace.demo;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates and stops bounded thread pools. */
final class Workers {
  private Workers() {}

  /**
   * A pool of {@code threads} threads named {@code name-1}, {@code name-2} and so on. If {@code
   * queue} requests are waiting, the next one is rejected and the server closes its connection.
   */
  static ExecutorService create(String name, int threads, int queue) {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(queue),
        work -> new Thread(work, name + "-" + count.incrementAndGet()));
  }

  /** Stops the pool. Tasks that still run after {@code seconds} are interrupted. */
  static void stop(ExecutorService workers, int seconds) {
    workers.shutdown();
    try {
      if (workers.awaitTermination(seconds, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.shutdownNow();
  }
}
