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
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An error of the demo is the same in all destinations: in the errors file, in the demo's own log,
 * and in the log records and the span event that a real collector received.
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
                "MOONTRACE_ERRORS_FILE",
                errors().toString(),
                "MOONTRACE_LOGBACK",
                "shade",
                "MOONTRACE_LOGBACK_FILE",
                log().toString(),
                "OTEL_BLRP_SCHEDULE_DELAY",
                "200"));
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
  void aRethrownLuaError() throws IOException {
    JsonNode line = assertSameEverywhere("customer=ada&sku=tea&quantity=1&country=aq");
    assertThat(line.at("/error/causes/0/relation").asText()).isEqualTo("lua_rethrow");
    assertThat(line.at("/error/causes/0/frames")).isNotEmpty();
  }

  /** Sends a failing order and returns the line of the error. */
  private static JsonNode assertSameEverywhere(String order) throws IOException {
    int before = unhandled().size();
    assertThat(demo.orders().send(order)).isEqualTo(500);
    await().untilAsserted(() -> assertThat(unhandled()).hasSize(before + 1));
    JsonNode line = unhandled().get(before);
    String id = line.at("/error/id").asText();
    assertRecord(line, one(() -> records(id, AGENT)));
    assertEvent(line, one(() -> events(id)));
    JsonNode logged = one(() -> logged(id));
    assertLogged(line, logged);
    JsonNode record = one(() -> records(id, logged.at("/log/logger").asText()));
    assertThat(OtlpValues.attributes(record).get("event.id")).isEqualTo(logged.at("/event/id"));
    return line;
  }

  private static void assertRecord(JsonNode line, JsonNode record) {
    assertThat(record.get("traceId")).isEqualTo(line.get("trace_id"));
    assertThat(record.get("spanId")).isEqualTo(line.get("span_id"));
    JsonNode attributes = OtlpValues.attributes(record);
    assertThat(attributes.get("event.id")).isEqualTo(line.at("/event/id"));
    assertThat(attributes.get("error.frames")).isEqualTo(line.at("/error/frames"));
    assertThat(attributes.get("error.causes")).isEqualTo(line.at("/error/causes"));
    assertThat(attributes.get("error.fingerprint")).isEqualTo(line.at("/error/fingerprint"));
    assertThat(attributes.get("exception.stacktrace")).isEqualTo(line.at("/error/stack_trace"));
  }

  private static void assertEvent(JsonNode line, JsonNode event) {
    assertThat(event.get("error.fingerprint")).isEqualTo(line.at("/error/fingerprint"));
    assertThat(event.get("exception.stacktrace")).isEqualTo(line.at("/error/stack_trace"));
  }

  private static void assertLogged(JsonNode line, JsonNode logged) {
    assertThat(logged.get("message").asText()).isEqualTo("order failed");
    assertThat(logged.get("trace_id")).isEqualTo(line.get("trace_id"));
    assertThat(logged.get("error")).isEqualTo(line.get("error"));
  }

  private static JsonNode one(Callable<List<JsonNode>> found) {
    return await().until(found, one -> one.size() == 1).get(0);
  }

  /** Lines of the errors file, without those of caught errors. */
  private static List<JsonNode> unhandled() throws IOException {
    return lines(errors()).stream().filter(line -> !line.at("/error/handled").asBoolean()).toList();
  }

  /** Lines of the demo's log about an error. */
  private static List<JsonNode> logged(String errorId) throws IOException {
    return lines(log()).stream()
        .filter(line -> line.at("/error/id").asText().equals(errorId))
        .toList();
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

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  private static Path log() {
    return folder.resolve("log.json");
  }

  private static Path errors() {
    return folder.resolve("errors.json");
  }
}
