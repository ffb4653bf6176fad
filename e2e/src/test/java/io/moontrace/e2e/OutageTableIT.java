package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moontrace.e2e.OrderLoad.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Stops and restarts each backend of the program under load, and measures what is lost and how
 * callers are affected. Run by {@code -Poutage}; prints the table of {@code docs/reliability.md}.
 */
@Tag("outage")
final class OutageTableIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = "order-service";

  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration CALM_TIME = Duration.ofSeconds(30);
  private static final Duration OUTAGE_TIME = Duration.ofSeconds(30);
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final int KILLS = 3;

  /** Time until everything queued on disk is delivered. */
  private static final Duration CATCH_UP = Duration.ofMinutes(4);

  /**
   * Settings with which the errors file is rolled often and no rolled file is deleted; Logback
   * keeps 20.
   */
  private static final String FILE_SIZE = "4MB";

  private static final String FILES = "20";
  private static final int MIN_ROLLED = 5;

  /** SERVER, Lua, CLIENT and SERVER as in {@link Trees#GOOD_ORDER}, also for failing orders. */
  private static final int SPANS_PER_ORDER = 4;

  /** The tolerated factor over the slowest calm phase, because the machine has other load. */
  private static final double NOISE = 2;

  private record Outage(String name, Consumer<Containers> begin, Consumer<Containers> end) {}

  private static final List<Outage> OUTAGES =
      List.of(
          stopped("Elasticsearch stopped", Containers::elasticsearchService),
          stopped("Jaeger stopped", Containers::jaegerService),
          stopped("collector stopped", Containers::collectorService),
          new Outage("collector killed 3 times", OutageTableIT::killCollector, all -> {}),
          new Outage(
              "index blocked for writes",
              all -> all.elasticsearch().blockWrites(true),
              all -> all.elasticsearch().blockWrites(false)));

  private static Outage stopped(String name, Function<Containers, Service> service) {
    return new Outage(name, all -> service.apply(all).stop(), all -> service.apply(all).start());
  }

  @Test
  void nothingIsLostAndCallersAreNotAffected() throws IOException {
    try (Containers all = Containers.startForOutages();
        OtlpRecorder otlp = OtlpRecorder.start(all.otlp())) {
      List<Answer> answers;
      try (DemoProcess demo = DemoProcess.start(otlp.address(), SERVICE, settings(all))) {
        answers = breakAll(all, demo);
      } // The agent flushes.

      List<String> lines = lines(all.logs());
      long rolled = files(all.logs()).size() - 1L;
      Map<String, Set<String>> accepted = otlp.accepted();
      LatencyTable table = new LatencyTable(answers);
      try {
        awaitDocuments(all.elasticsearch(), lines);
        awaitSpans(all.jaeger(), accepted);
      } finally {
        System.out.println(table);
        printCounts(all, otlp, answers.size(), lines.size(), rolled);
      }

      assertThat(answers.stream().filter(answer -> answer.status() == 500))
          .as("orders that failed, each of which is one error line")
          .hasSize(lines.size());
      assertThat(otlp.records()).as("log records that the collector took").isPositive();
      assertThat(rolled).as("rolled files").isBetween((long) MIN_ROLLED, 19L);
      assertThatCallersWereNotAffected(table);
    }
  }

  private static Map<String, String> settings(Containers all) {
    return Map.of(
        "MOONTRACE_ERRORS_FILE",
        all.logs().resolve("errors.json").toString(),
        "MOONTRACE_ERRORS_MAX_SIZE",
        FILE_SIZE,
        "MOONTRACE_ERRORS_MAX_FILES",
        FILES,
        // No rate limit: each error is one line.
        "MOONTRACE_ERRORS_MAX_PER_MINUTE",
        "0",
        // Records of the application's own log would distort the counts.
        "OTEL_INSTRUMENTATION_LOGBACK_APPENDER_ENABLED",
        "false");
  }

  private static List<Answer> breakAll(Containers all, DemoProcess demo) {
    try (OrderLoad load = OrderLoad.start(demo.orders().demo())) {
      load.phase(LatencyTable.WARM_UP);
      sleep(WARM_UP);
      for (Outage outage : OUTAGES) {
        load.phase(LatencyTable.CALM + ", before " + outage.name());
        sleep(CALM_TIME);
        load.phase(outage.name());
        outage.begin().accept(all);
        sleep(OUTAGE_TIME);
        load.phase(LatencyTable.BACK);
        outage.end().accept(all);
        sleep(SETTLE);
      }
      return load.stop();
    }
  }

  private static void killCollector(Containers all) {
    for (int i = 0; i < KILLS; i++) {
      all.collectorService().kill();
      all.collectorService().start();
      sleep(OUTAGE_TIME.dividedBy(KILLS));
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path logs) throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return files.filter(f -> f.getFileName().toString().startsWith("errors.json")).toList();
    }
  }

  private static List<String> lines(Path logs) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files(logs)) {
      lines.addAll(Files.readAllLines(file, UTF_8));
    }
    return lines;
  }

  /** Waits for exactly one document per line, with its {@code event.id} as id. */
  private static void awaitDocuments(Elasticsearch elasticsearch, List<String> lines) {
    Set<String> ids = lines.stream().map(OutageTableIT::eventId).collect(toSet());
    assertThat(ids).as("distinct event.id").hasSameSizeAs(lines);
    await()
        .atMost(CATCH_UP)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> assertThat(elasticsearch.ids()).containsExactlyInAnyOrderElementsOf(ids));
  }

  private static String eventId(String line) {
    try {
      return JSON.readTree(line).at("/event/id").asText();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitSpans(Jaeger jaeger, Map<String, Set<String>> accepted) {
    await()
        .atMost(CATCH_UP)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> assertThat(jaeger.spans(accepted.keySet())).containsAllEntriesOf(accepted));
  }

  private static void printCounts(
      Containers all, OtlpRecorder otlp, int orders, int lines, long rolled) {
    Map<String, Set<String>> accepted = otlp.accepted();
    long made = (long) SPANS_PER_ORDER * orders;
    System.out.println("| | |\n|---|---|");
    row("orders", orders);
    row("error lines written by the agent", lines);
    row("times the errors file was rolled", rolled);
    row("the same errors as log records, taken by the collector", otlp.records());
    row("documents in Elasticsearch", all.elasticsearch().count());
    row("spans that the collector took", spans(accepted));
    row("of these, spans in Jaeger", spans(all.jaeger().spans(accepted.keySet())));
    row("spans that never got to the collector", made - spans(accepted));
  }

  private static void row(String name, long count) {
    System.out.printf("| %s | %d |%n", name, count);
  }

  private static long spans(Map<String, Set<String>> traces) {
    return traces.values().stream().mapToLong(Set::size).sum();
  }

  private static void assertThatCallersWereNotAffected(LatencyTable table) {
    double median = NOISE * table.calm().stream().mapToDouble(Latency::median).max().orElseThrow();
    double p95 = NOISE * table.calm().stream().mapToDouble(Latency::p95).max().orElseThrow();
    for (Outage outage : OUTAGES) {
      Latency latency = table.of(outage.name());
      assertThat(latency.median()).as("median, " + outage.name()).isLessThan(median);
      assertThat(latency.p95()).as("p95, " + outage.name()).isLessThan(p95);
    }
  }
}
