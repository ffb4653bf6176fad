package io.moontrace.demo;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounded thread pools. */
final class Workers {
  private Workers() {}

  /**
   * A pool of {@code threads} threads named {@code name-1}, {@code name-2} and so on. When {@code
   * queue} requests wait, the next one is refused and the server closes its connection.
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

  /** Ends the pool: what still runs after {@code seconds} is interrupted. */
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
