package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

/**
 * Measures how many spans and error lines the collector processes per second of CPU time. Run by
 * {@code -Pcapacity}; prints the figures of {@code docs/scale.md}. CPU time is what the kernel
 * counts for the container, so other load on the machine matters little. The figures are not
 * asserted.
 */
@Tag("capacity")
final class CapacityIT {
  private static final String SERVICE = "capacity";
  private static final int TRACES = 40_000;
  private static final int TRACES_PER_REQUEST = 100;
  private static final int LINES = 10_000;
  private static final Duration AT_MOST = Duration.ofMinutes(4);

  @Test
  void spansThroughOneCollector() {
    try (Containers all = Containers.start()) {
      GenericContainer<?> collector = all.collectorService().container();
      Used used = new Used("spans, collector.yaml to Jaeger", List.of(collector));
      send(all.otlp());
      CollectorMetrics metrics = all.collectorMetrics();
      awaitCount(TRACES * 4L, () -> metrics.sum("otelcol_exporter_sent_spans"));
      used.print(TRACES * 4L);
    }
  }

  @Test
  void linesThroughOneCollector() throws IOException {
    try (Containers all = Containers.startWithElasticsearch()) {
      Path lines = errorLines(all);
      Elasticsearch elasticsearch = all.elasticsearch();
      awaitCount(1, elasticsearch::count);
      List<GenericContainer<?>> both =
          List.of(all.collectorService().container(), all.elasticsearchService().container());
      Used collector = new Used("lines, collector.yaml to Elasticsearch", both.subList(0, 1));
      Used store = new Used("the same, Elasticsearch itself", both.subList(1, 2));
      Files.move(lines, all.logs().resolve("many.json"), StandardCopyOption.ATOMIC_MOVE);
      awaitCount(1 + LINES, elasticsearch::count);
      collector.print(LINES);
      store.print(LINES);
    }
  }

  @Test
  void spansThroughTheGatewayTier() {
    try (Gateways tier = Gateways.start()) {
      Used front = new Used("spans, gateway-tier.yaml, balancing", List.of(tier.front()));
      Used gateways = new Used("spans, gateway-tier.yaml, sampling", tier.gateways());
      send(tier.otlp().get(0));
      awaitCount(
          TRACES,
          () ->
              tier.metrics().stream()
                  .mapToLong(
                      m -> m.sum("otelcol_processor_tail_sampling_global_count_traces_sampled"))
                  .sum());
      front.print(TRACES * 4L);
      gateways.print(TRACES * 4L);
    }
  }

  private static void send(URI collector) {
    OtlpSender sender = new OtlpSender(collector, SERVICE);
    for (int i = 0; i < TRACES / TRACES_PER_REQUEST; i++) {
      List<Span> spans =
          SyntheticTrace.list(TRACES_PER_REQUEST, i).stream()
              .flatMap(trace -> trace.spans().stream())
              .toList();
      sender.send(spans);
    }
  }

  private static void awaitCount(long expected, LongSupplier count) {
    await()
        .atMost(AT_MOST)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> count.getAsLong() >= expected);
  }

  /**
   * Writes a file of lines like the demo's errors outside of the watched folder, and one line
   * inside.
   */
  private static Path errorLines(Containers all) throws IOException {
    String one = oneLine(all);
    String id = new ObjectMapper().readTree(one).at("/event/id").asText();
    Path file = all.logs().resolveSibling("many.json");
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      for (int i = 0; i < LINES; i++) {
        out.write(one.replace(id, UUID.randomUUID().toString()));
        out.write('\n');
      }
    }
    System.out.printf("a line has %d bytes%n", one.length());
    return file;
  }

  private static String oneLine(Containers all) throws IOException {
    Path errors = all.logs().resolve("errors.json");
    Map<String, String> settings =
        Map.of("MOONTRACE_ERRORS_FILE", errors.toString(), "OTEL_LOGS_EXPORTER", "none");
    try (DemoProcess demo = DemoProcess.start(all.otlp(), SERVICE, settings)) {
      assertThat(demo.orders().send("customer=ada&sku=unicorn&quantity=1")).isEqualTo(500);
    }
    return Files.readAllLines(errors, UTF_8).get(0);
  }

  /** Measures the CPU time of containers from its creation on. */
  private record Used(String name, List<GenericContainer<?>> containers, double before) {
    Used(String name, List<GenericContainer<?>> containers) {
      this(name, containers, sum(containers));
    }

    private static double sum(List<GenericContainer<?>> containers) {
      return containers.stream().mapToDouble(CpuTime::seconds).sum();
    }

    void print(long items) {
      double seconds = sum(containers) - before;
      System.out.printf("| %s | %d | %.1f | %.0f |%n", name, items, seconds, items / seconds);
    }
  }
}
