package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Moontrace in a real nginx. */
final class GatewayIT {
  private static final int TIMES = 50;
  private static final int CLIENTS = 4;
  private static final long BETWEEN_RELOADS_MILLIS = 100;
  private static final int REQUESTS_PER_ROUND = 8;

  private static Gateway gateway;

  @BeforeAll
  static void start() {
    Containers.requireDocker();
    gateway = new Gateway();
    gateway.start();
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  /** Each MUST of the specification: {@code gateway/spec/trace_context_vectors.lua}. */
  @Test
  void traceContextPassesThroughAsSpecified() {
    String report = Http.get(gateway.service().resolve("/vectors")).body();
    assertThat(report).matches("(1[0-9]{2}) of \\1");
  }

  @Test
  void noRequestFailsWhileNginxReloads()
      throws IOException, InterruptedException, ExecutionException {
    AtomicBoolean stopped = new AtomicBoolean();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<List<String>>> loads = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      loads.add(clients.submit(() -> load(gateway.address(), stopped)));
    }
    for (int i = 0; i < TIMES; i++) {
      gateway.run("nginx", "-e", "/dev/null", "-s", "reload");
      Thread.sleep(BETWEEN_RELOADS_MILLIS);
    }
    stopped.set(true);
    for (Future<List<String>> load : loads) {
      assertThat(load.get()).hasSizeGreaterThan(TIMES).containsOnly("HTTP/1.1 200 OK");
    }
    clients.shutdown();
    assertThat(gateway.errorLog().lines())
        .filteredOn(
            line -> line.contains("moontrace") || line.matches(".*\\[(error|crit|alert)].*"))
        .isEmpty();
  }

  @Test
  void noRequestFailsWhenNginxQuits() throws IOException, InterruptedException {
    String output = gateway.run("sh", "/gateway-test/quit.sh", Integer.toString(TIMES));
    assertThat(output.strip().split(" ")).hasSize(TIMES * REQUESTS_PER_ROUND).containsOnly("200");
  }

  /** The status lines of requests that are sent one after the other, each on its own connection. */
  private static List<String> load(URI address, AtomicBoolean stopped) throws IOException {
    byte[] request =
        "GET / HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    List<String> statuses = new ArrayList<>();
    while (!stopped.get()) {
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        socket.getOutputStream().write(request);
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        statuses.add(answer.lines().findFirst().orElse("no answer"));
      }
    }
    return statuses;
  }
}
