package io.moontrace.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends orders to the demo at a constant rate, whether or not it responds; every second one fails
 * in Java called from Lua. Records the latency of each order with the phase in which it was sent.
 */
final class OrderLoad implements AutoCloseable {
  static final int PER_SECOND = 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String GOOD = "customer=ada&sku=tea&quantity=1";
  private static final String BAD = "customer=ada&sku=unicorn&quantity=1";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Queue<CompletableFuture<Answer>> answers = new ConcurrentLinkedQueue<>();
  private final URI demo;

  private volatile String phase = "";
  private long sent;

  private OrderLoad(URI demo) {
    this.demo = demo;
  }

  static OrderLoad start(URI demo) {
    OrderLoad load = new OrderLoad(demo);
    long pause = TimeUnit.SECONDS.toMicros(1) / PER_SECOND;
    ScheduledFuture<?> unused =
        load.clock.scheduleAtFixedRate(load::send, 0, pause, TimeUnit.MICROSECONDS);
    return load;
  }

  /** Sets the phase of the orders that are sent from now on. */
  void phase(String name) {
    phase = name;
  }

  private void send() {
    String query = ++sent % 2 == 0 ? GOOD : BAD;
    HttpRequest request =
        HttpRequest.newBuilder(demo.resolve("/orders?" + query))
            .timeout(TIMEOUT)
            .POST(BodyPublishers.noBody())
            .build();
    String name = phase;
    long start = System.nanoTime();
    answers.add(
        client
            .sendAsync(request, BodyHandlers.discarding())
            .thenApply(
                response -> new Answer(name, System.nanoTime() - start, response.statusCode())));
  }

  /** Stops sending and waits for pending responses. Fails if one is missing. */
  List<Answer> stop() {
    close();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    clock.shutdown();
    try {
      clock.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The response to an order.
   *
   * @param nanos from the request to the complete response
   */
  record Answer(String phase, long nanos, int status) {}
}
