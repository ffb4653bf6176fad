package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An error of the demo is the same wherever it is told of: in the errors file, in the log record
 * and in the span's event that a real collector received.
 */
final class DestinationsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AGENT = "io.moontrace";

  @TempDir private static Path folder;

  private static ReceivedFiles received;
  private static DemoProcess demo;

  @BeforeAll
  static void start() throws IOException {
    received = ReceivedFiles.into(Files.createDirectory(folder.resolve("received")));
    demo =
        DemoProcess.start(
            received.otlp(),
            "order-service",
            Map.of(
                "MOONTRACE_ERRORS_FILE", errors().toString(), "OTEL_BLRP_SCHEDULE_DELAY", "200"));
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
    if (received != null) {
      received.close();
    }
  }

  @Test
  void aJavaExceptionWithItsCause() throws IOException {
    JsonNode line = assertSameEverywhere("customer=ada&sku=unicorn&quantity=1");
    assertThat(line.at("/error/causes/0/relation").asText()).isEqualTo("cause");
    assertThat(line.at("/error/causes/0/frames")).isNotEmpty();
  }

  @Test
  void aLuaErrorThatWasRaisedAgain() throws IOException {
    JsonNode line = assertSameEverywhere("customer=ada&sku=tea&quantity=1&country=aq");
    assertThat(line.at("/error/causes/0/relation").asText()).isEqualTo("lua_rethrow");
    assertThat(line.at("/error/causes/0/frames")).isNotEmpty();
  }

  /** Sends an order that fails, and returns the error's line. */
  private static JsonNode assertSameEverywhere(String order) throws IOException {
    int before = lines().size();
    assertThat(demo.orders().send(order)).isEqualTo(500);
    await().untilAsserted(() -> assertThat(lines()).hasSize(before + 1));
    JsonNode line = lines().get(before);
    String id = line.at("/error/id").asText();

    await().untilAsserted(() -> assertThat(records(id, AGENT)).hasSize(1));
    JsonNode record = records(id, AGENT).get(0);
    assertThat(record.get("traceId")).isEqualTo(line.get("trace_id"));
    assertThat(record.get("spanId")).isEqualTo(line.get("span_id"));
    JsonNode attributes = OtlpValues.attributes(record);
    assertThat(attributes.get("event.id")).isEqualTo(line.at("/event/id"));
    assertThat(attributes.get("error.frames")).isEqualTo(line.at("/error/frames"));
    assertThat(attributes.get("error.causes")).isEqualTo(line.at("/error/causes"));

    await().untilAsserted(() -> assertThat(events(id)).hasSize(1));
    JsonNode event = events(id).get(0);
    assertThat(event.get("error.fingerprint")).isEqualTo(line.at("/error/fingerprint"));
    assertThat(event.get("exception.stacktrace")).isEqualTo(line.at("/error/stack_trace"));
    assertThat(attributes.get("exception.stacktrace")).isEqualTo(line.at("/error/stack_trace"));
    return line;
  }

  /** Log records about an error, of the agent or of a logger of the demo. */
  private static List<JsonNode> records(String errorId, String scope) {
    return received.records(scope).stream()
        .filter(record -> OtlpValues.attributes(record).path("error.id").asText().equals(errorId))
        .toList();
  }

  /** The attributes of span events about an error. */
  private static List<JsonNode> events(String errorId) {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode span : received.spans()) {
      span.path("events").forEach(event -> events.add(OtlpValues.attributes(event)));
    }
    return events.stream()
        .filter(event -> event.path("error.id").asText().equals(errorId))
        .toList();
  }

  private static List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    if (Files.exists(errors())) {
      for (String line : Files.readAllLines(errors())) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  private static Path errors() {
    return folder.resolve("errors.json");
  }
}
