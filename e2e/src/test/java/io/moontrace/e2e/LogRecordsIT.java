package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Log records from OTLP to Elasticsearch. */
final class LogRecordsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Containers containers;

  @BeforeAll
  static void start() {
    containers = Containers.startWithElasticsearch();
  }

  @AfterAll
  static void stop() {
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void anErrorThatArrivesBothWaysIsStoredOnce() {
    ErrorLine first = ErrorLine.of("both ways", Map.of("user_id", "4711"));
    ErrorLine.append(containers.logs().resolve("both.json"), List.of(first));
    documents().await("message:\"both ways\"", 1);
    send(LogRecord.of(first));
    ErrorLine second = ErrorLine.of("both ways");
    send(LogRecord.of(second));
    documents().await("message:\"both ways\"", 2);
    ErrorLine.append(containers.logs().resolve("both.json"), List.of(second));
    ErrorLine last = ErrorLine.of("both ways");
    ErrorLine.append(containers.logs().resolve("both.json"), List.of(last));

    assertThat(documents().await("message:\"both ways\"", 3))
        .extracting(document -> document.at("/event/id").asText())
        .containsExactlyInAnyOrder(first.id(), second.id(), last.id());
  }

  @Test
  void theDocumentIsTheSameForBothWays() throws JsonProcessingException {
    ErrorLine line = ErrorLine.of("same form", Map.of("user_id", "4711", "shop", "a.b"));
    send(LogRecord.of(line));

    JsonNode stored = documents().await("message:\"same form\"", 1).get(0);

    assertThat(stored).isEqualTo(JSON.readTree(line.text()));
  }

  @Test
  void aRecordOfAnotherProgramIsStoredOnceEvenIfSentTwice() {
    String record =
        """
        {"timeUnixNano": "1795400000123456789", "severityText": "INFO", "severityNumber": 9,
         "body": {"stringValue": "other program"},
         "attributes": [
           {"key": "http.route", "value": {"stringValue": "/orders"}},
           {"key": "thread.id", "value": {"intValue": "17"}},
           {"key": "nested", "value": {"kvlistValue": {"values": [
             {"key": "deep", "value": {"stringValue": "value"}}]}}}]}
        """;
    send(LogRecord.inScope("com.example.Other", record));
    send(LogRecord.inScope("com.example.Other", record));
    send(LogRecord.inScope("com.example.Other", record.replace("456789", "456790")));

    JsonNode stored = documents().await("message:\"other program\"", 2).get(0);

    assertThat(stored.at("/log.level").asText()).isEqualTo("INFO");
    assertThat(stored.at("/log/logger").asText()).isEqualTo("com.example.Other");
    assertThat(stored.at("/@timestamp").asText()).isEqualTo("2026-11-23T02:13:20.123456Z");
    assertThat(stored.at("/labels/http_route").asText()).isEqualTo("/orders");
    assertThat(stored.at("/labels/thread_id").asLong()).isEqualTo(17);
    assertThat(stored.at("/labels/nested_deep").asText()).isEqualTo("value");
    assertThat(stored.has("error")).isFalse();
  }

  @Test
  void recordsOfAnyFormAreStored() {
    send(
        LogRecord.inScope(
            "odd",
            """
            {"body": {"kvlistValue": {"values": [{"key": "odd", "value": {"stringValue": "odd one"}}]}}},
            {"body": {"stringValue": "odd two"}, "attributes": [
              {"key": "event.id", "value": {"stringValue": "%s"}},
              {"key": "error.frames", "value": {"stringValue": "none"}},
              {"key": "error.handled", "value": {"stringValue": "perhaps"}},
              {"key": "lang", "value": {"kvlistValue": {"values": []}}},
              {"key": "context.", "value": {"stringValue": "no key"}},
              {"key": "context.a..b", "value": {"arrayValue": {"values": [{"intValue": "1"}]}}},
              {"key": "", "value": {"stringValue": "no name"}},
              {"key": "tags", "value": {"stringValue": "tag"}},
              {"key": "code.line.number", "value": {"stringValue": "many"}},
              {"key": "long", "value": {"stringValue": "%s"}}]},
            {"attributes": [{"key": "odd", "value": {"stringValue": "three"}}]}
            """
                .formatted("i".repeat(600), "x".repeat(40_000))));

    documents().await("message:\"odd one\"", 1);
    documents().await("message:\"odd two\"", 1);
    documents().await("labels.odd:three", 1);
  }

  private static void send(LogRecord record) {
    record.sendTo(containers.otlp());
  }

  private static Elasticsearch documents() {
    return containers.elasticsearch();
  }
}
