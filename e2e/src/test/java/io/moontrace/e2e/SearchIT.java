package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searches in Elasticsearch, with the shipped templates, after requests to the demo. */
final class SearchIT {
  private static final String SERVICE = "order-service";

  /**
   * Restricts a query to the lines of the errors file, without the records of the application's own
   * log.
   */
  private static final String LINES = " AND log.logger:io.moontrace";

  private static Containers containers;
  private static DemoProcess demo;

  @BeforeAll
  static void start() {
    containers = Containers.startAll();
    String file = containers.logs().resolve("errors.json").toString();
    demo =
        DemoProcess.start(
            containers.otlp(),
            SERVICE,
            Map.of("MOONTRACE_ERRORS_FILE", file, "MOONTRACE_CONTEXT_BAGGAGE", "user_id"));
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void anErrorIsFoundByTheTraceThatJaegerShows() {
    String query = "customer=by-trace&sku=unicorn&quantity=1";
    fail(query);
    Span lua = containers.jaeger().await(SERVICE, query, Trees.GOOD_ORDER).of("io.moontrace.luaj");
    assertThat(lua.events()).extracting(Span.Event::name).containsExactly("exception");
    Span.Event event = lua.events().get(0);

    JsonNode error = found("trace_id:" + lua.traceId(), 1).get(0);

    assertThat(error.at("/span_id").asText()).isEqualTo(lua.id());
    assertThat(error.at("/error/id").asText()).isEqualTo(event.attribute("error.id"));
    assertThat(error.at("/error/stack_trace").asText())
        .isEqualTo(event.attribute("exception.stacktrace"));
  }

  @Test
  void occurrencesOfOneBugAreFoundByTheirFingerprint() {
    fail("customer=first&sku=tea&quantity=1&coupon=SUMMER", "baggage", "user_id=bug-1");
    fail("customer=second&sku=tea&quantity=2&coupon=WINTER", "baggage", "user_id=bug-2");
    fail("customer=other&sku=globe&quantity=1", "baggage", "user_id=bug-3");
    String fingerprint =
        found("context.user_id:\"bug-1\"", 1).get(0).at("/error/fingerprint").asText();

    List<JsonNode> same = found("error.fingerprint:" + fingerprint, 2);

    assertThat(same)
        .extracting(line -> line.at("/context/user_id").asText())
        .containsExactlyInAnyOrder("bug-1", "bug-2");
  }

  @Test
  void anErrorIsFoundByTheUserItHappenedTo() {
    fail("customer=by-user&sku=unicorn&quantity=1", "baggage", "user_id=user%204711");

    JsonNode error = found("context.user_id:\"user 4711\"", 1).get(0);

    assertThat(error.at("/user/id").asText()).isEqualTo("user 4711");
    assertThat(found("user.id:\"user 4711\"", 1)).containsExactly(error);
  }

  @Test
  void anErrorIsFoundByAWordOfItsStack() {
    fail("customer=by-word&sku=globe&quantity=1", "baggage", "user_id=by-word");

    String mine = " AND context.user_id:by-word";
    assertThat(found("error.stack_trace.text:margin_of" + mine, 1)).hasSize(1);
    assertThat(found("error.stack_trace.text:\"pricing.lua\"" + mine, 1)).hasSize(1);
    assertThat(found("error.frames.function:margin_of" + mine, 1)).hasSize(1);
    assertThat(found("error.stack_trace.text:percent_of" + mine, 0)).isEmpty();
  }

  /**
   * One program sends only OTLP, one only writes a file; the documents differ only in ids and
   * times.
   */
  @Test
  void theDocumentIsTheSameForBothWaysOfTheAgent() {
    String query = "customer=ways&sku=tea&quantity=1&country=aq";
    String file = containers.logs().resolve("alone.json").toString();
    JsonNode byFile =
        only("by-file", Map.of("OTEL_LOGS_EXPORTER", "none", "MOONTRACE_ERRORS_FILE", file), query);
    JsonNode byRecord = only("by-record", Map.of(), query);

    assertThat(byRecord.at("/error/causes")).isNotEmpty();
    assertThat(byRecord).isEqualTo(byFile);
  }

  /** The error of an order to a demo with the given name and settings, without ids and times. */
  private static JsonNode only(String service, Map<String, String> settings, String query) {
    try (DemoProcess demo = DemoProcess.start(containers.otlp(), service, settings)) {
      assertThat(demo.orders().send(query)).isEqualTo(500);
      ObjectNode error =
          (ObjectNode) found("service.name:\"" + service + "\" AND error.handled:false", 1).get(0);
      error.remove(
          List.of("@timestamp", "event", "trace_id", "trace", "span_id", "span", "service"));
      ((ObjectNode) error.get("error")).remove("id");
      ((ObjectNode) error.get("process")).remove("thread");
      return error;
    }
  }

  private static void fail(String query, String... headers) {
    assertThat(demo.orders().send(query, headers)).isEqualTo(500);
  }

  private static List<JsonNode> found(String query, int count) {
    return containers.elasticsearch().await(query + LINES, count);
  }
}
