package io.moontrace.logback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moontrace.error.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The lines of log events. */
class ErrorEventEncoderTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void thisIsTheLogbackToTest() {
    String jar =
        ch.qos.logback.classic.Logger.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath();
    assertThat(jar).endsWith("-" + System.getProperty("moontrace.test.logback") + ".jar");
  }

  @Test
  void aPlainEvent() {
    try (Logging logging = Logging.with("<serviceName>orders</serviceName>")) {
      Instant before = Instant.now();
      logging.logger().info("order {} of {}", 7, "ada");

      ObjectNode line = (ObjectNode) logging.line();
      assertThat(Instant.parse(line.remove("@timestamp").asText()))
          .isBetween(before.minus(Duration.ofMillis(1)), Instant.now());
      assertThat(((ObjectNode) line.get("event")).remove("id").asText()).matches("[0-9a-f]{32}");
      assertThat(line)
          .hasToString(
              "{\"log.level\":\"INFO\",\"message\":\"order 7 of ada\",\"ecs.version\":\"8.11.0\","
                  + "\"event\":{},\"service\":{\"name\":\"orders\"},"
                  + "\"log\":{\"logger\":\"shop.Orders\"},"
                  + "\"process\":{\"thread\":{\"name\":\""
                  + Thread.currentThread().getName()
                  + "\"}}}");
    }
  }

  @Test
  void secretsAreRedacted() {
    try (Logging logging =
        Logging.with("<contextKey>customer</contextKey><mdcLabels>true</mdcLabels>")) {
      MDC.put("customer", "4111 1111 1111 1111");
      MDC.put("api.key", "sesame");
      MDC.put("note", "token=sesame");
      logging
          .logger()
          .error("login with password={}", "sesame", new Exception("Bearer sesame0 of ada"));

      JsonNode line = logging.line();
      assertThat(line.toString()).doesNotContain("sesame", "4111");
      assertThat(line.get("message").asText()).isEqualTo("login with password=[redacted]");
      assertThat(line.at("/error/message").asText()).isEqualTo("Bearer [redacted] of ada");
      assertThat(line.at("/context/customer").asText()).isEqualTo("[redacted]");
      assertThat(line.at("/labels/api_key").asText()).isEqualTo("[redacted]");
      assertThat(line.at("/labels/note").asText()).isEqualTo("token=[redacted]");
    } finally {
      MDC.clear();
    }
  }

  @Test
  void everyLevel() {
    try (Logging logging = Logging.with()) {
      logging.logger().trace("m");
      logging.logger().debug("m");
      logging.logger().info("m");
      logging.logger().warn("m");
      logging.logger().error("m");
      assertThat(logging.lines())
          .extracting(line -> line.get("log.level").asText())
          .containsExactly("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
    }
  }

  @Test
  void anErrorIsWrittenCompletelyOncePerTrace() {
    try (Logging logging = Logging.with()) {
      logThriceInTwoTraces(logging);
      List<JsonNode> lines = logging.lines();
      assertThat(lines)
          .extracting(line -> line.get("error").has("frames"))
          .containsExactly(true, false, true);
      assertThat(lines)
          .extracting(line -> line.at("/error/id"))
          .containsOnly(lines.get(0).at("/error/id"));
    }
  }

  @Test
  void withRepeatErrorsAnErrorIsWrittenCompletelyEachTime() {
    try (Logging logging = Logging.with("<repeatErrors>true</repeatErrors>")) {
      logThriceInTwoTraces(logging);
      assertThat(logging.lines()).hasSize(3).allMatch(line -> line.get("error").has("frames"));
    }
  }

  private static void logThriceInTwoTraces(Logging logging) {
    Throwable error = thrown();
    try {
      MDC.put("trace_id", TRACE);
      MDC.put("span_id", SPAN);
      logging.logger().error("once", error);
      logging.logger().error("twice", new IllegalArgumentException(error));
      MDC.put("trace_id", TRACE.replace('4', '5'));
      logging.logger().error("elsewhere", error);
    } finally {
      MDC.clear();
    }
  }

  @Test
  void aThrowableIsWrittenAsTheCompleteError() {
    try (Logging logging = Logging.with()) {
      Throwable error = thrown();
      logging.logger().warn("order failed", error);

      JsonNode line = logging.line();
      assertThat(line.get("log.level").asText()).isEqualTo("WARN");
      assertThat(line.get("message").asText()).isEqualTo("order failed");
      assertThat(line.get("event_name").asText()).isEqualTo("exception");
      assertThat(line.get("lang").asText()).isEqualTo("java");
      assertThat(line.get("context")).isEmpty();
      assertThat(line.at("/error/type").asText()).isEqualTo("java.lang.IllegalStateException");
      assertThat(line.at("/error/message").asText()).isEqualTo("no tea left");
      assertThat(line.at("/error/handled").asBoolean()).isFalse();
      assertThat(line.at("/error/frames")).hasSize(error.getStackTrace().length);
      JsonNode first = line.at("/error/frames/0");
      assertThat(first.get("function").asText()).isEqualTo("thrown");
      assertThat(first.get("module").asText()).isEqualTo(getClass().getName());
      assertThat(line.at("/error/stack_trace").asText())
          .startsWith(
              "java.lang.IllegalStateException: no tea left\n\tat " + error.getStackTrace()[0]);
      assertThat(line.at("/log/origin/function").asText()).isEqualTo("thrown");
    }
  }

  @Test
  void anErrorWithoutALogMessageSuppliesTheMessage() {
    try (Logging logging = Logging.with()) {
      logging.logger().error("", thrown());
      logging.logger().error(null, new IllegalStateException());
      assertThat(logging.lines())
          .extracting(line -> line.get("message").asText())
          .containsExactly("no tea left", "java.lang.IllegalStateException");
    }
  }

  @Test
  void noMessage() {
    try (Logging logging = Logging.with()) {
      logging.logger().info(null);
      logging.logger().info("");
      assertThat(logging.lines())
          .extracting(line -> line.get("message").asText())
          .containsExactly("", "");
    }
  }

  @Test
  void theMdcIsIgnoredByDefault() {
    try (Logging logging = Logging.with()) {
      MDC.put("user_id", "ada");
      logging.logger().info("m");
      JsonNode line = logging.line();
      assertThat(line.has("context")).isFalse();
      assertThat(line.has("labels")).isFalse();
    }
  }

  @Test
  void configuredKeysAreContextAndOthersAreLabels() {
    try (Logging logging =
        Logging.with(
            "<contextKey>user_id</contextKey><contextKey>tenant, session.id</contextKey>",
            "<mdcLabels>true</mdcLabels>")) {
      MDC.put("user_id", "ada");
      MDC.put("session.id", "s1");
      MDC.put("shop.*\\region", "north");
      MDC.put("trace_id", "not a trace");
      logging.logger().info("m");
      JsonNode line = logging.line();
      assertThat(line.get("context").get("user_id").asText()).isEqualTo("ada");
      assertThat(line.get("context").get("session.id").asText()).isEqualTo("s1");
      assertThat(line.get("context")).hasSize(2);
      assertThat(line.get("labels")).hasToString("{\"shop___region\":\"north\"}");
    }
  }

  @Test
  void labelsOnly() {
    try (Logging logging = Logging.with("<mdcLabels>true</mdcLabels>")) {
      MDC.put("a", "1");
      logging.logger().info("m");
      JsonNode line = logging.line();
      assertThat(line.has("context")).isFalse();
      assertThat(line.get("labels")).hasToString("{\"a\":\"1\"}");
    }
  }

  @Test
  void contextAndLabelsAreBounded() {
    try (Logging logging =
        Logging.with("<contextKey>long</contextKey>", "<mdcLabels>true</mdcLabels>")) {
      MDC.put("long", "x".repeat(10_000));
      for (int i = 0; i < 100; i++) {
        MDC.put("key" + i, "y".repeat(10_000));
      }
      logging.logger().info("m");
      JsonNode line = logging.line();
      assertThat(line.at("/context/long").asText()).hasSize(Limits.CONTEXT_VALUE + 1);
      assertThat(line.get("labels")).hasSize(Limits.LABELS);
      assertThat(line.get("labels").elements().next().asText()).hasSize(Limits.LABEL_VALUE + 1);
    }
  }

  @Test
  void traceIdsOfOpenTelemetry() {
    try (Logging logging = Logging.with("<mdcLabels>true</mdcLabels>")) {
      MDC.put("trace_id", TRACE);
      MDC.put("span_id", SPAN);
      MDC.put("trace_flags", "01");
      logging.logger().info("m");
      JsonNode line = logging.line();
      assertThat(line.get("trace_id").asText()).isEqualTo(TRACE);
      assertThat(line.get("span_id").asText()).isEqualTo(SPAN);
      assertThat(line.get("trace_flags").asText()).isEqualTo("01");
      assertThat(line.at("/trace/id").asText()).isEqualTo(TRACE);
      assertThat(line.at("/span/id").asText()).isEqualTo(SPAN);
      assertThat(line.has("labels")).isFalse();
    }
  }

  @Test
  void traceIdsOfMicrometerHaveNoFlags() {
    try (Logging logging = Logging.with()) {
      MDC.put("traceId", TRACE);
      MDC.put("spanId", SPAN);
      logging.logger().info("m");
      JsonNode line = logging.line();
      assertThat(line.get("trace_id").asText()).isEqualTo(TRACE);
      assertThat(line.get("span_id").asText()).isEqualTo(SPAN);
      assertThat(line.has("trace_flags")).isFalse();
    }
  }

  @Test
  void invalidTraceIdsAreIgnored() {
    try (Logging logging = Logging.with()) {
      List<String> invalid =
          List.of("", "0".repeat(32), TRACE.toUpperCase(java.util.Locale.ROOT), TRACE + "0", "x");
      for (String trace : invalid) {
        MDC.put("trace_id", trace);
        MDC.put("span_id", SPAN);
        logging.logger().info("m");
      }
      MDC.put("trace_id", TRACE);
      MDC.put("span_id", "0".repeat(16));
      logging.logger().info("m");
      assertThat(logging.lines()).hasSize(6).noneMatch(line -> line.has("trace_id"));
    }
  }

  @Test
  void markersAreTags() {
    try (Logging logging = Logging.with()) {
      Marker audit = MarkerFactory.getDetachedMarker("AUDIT");
      logging.logger().info(audit, "m");
      logging.logger().info("m");
      List<JsonNode> lines = logging.lines();
      assertThat(lines.get(0).get("tags")).hasToString("[\"AUDIT\"]");
      assertThat(lines.get(1).has("tags")).isFalse();
    }
  }

  @Test
  void callerDataOnlyIfEnabled() {
    try (Logging logging = Logging.with()) {
      logging.logger().info("m");
      assertThat(logging.line().at("/log/origin").isMissingNode()).isTrue();
    }
    try (Logging logging = Logging.with("<includeCallerData>true</includeCallerData>")) {
      logging.logger().error("m", thrown());
      JsonNode origin = logging.line().at("/log/origin");
      assertThat(origin.get("function").asText()).isEqualTo("callerDataOnlyIfEnabled");
      assertThat(origin.at("/file/name").asText()).isEqualTo("ErrorEventEncoderTest.java");
      assertThat(origin.at("/file/line").asInt()).isPositive();
    }
  }

  @Test
  void service() {
    try (Logging logging =
        Logging.with(
            "<serviceName>orders</serviceName><serviceVersion>1.2</serviceVersion>",
            "<serviceEnvironment>test</serviceEnvironment>")) {
      logging.logger().info("m");
      assertThat(logging.line().get("service"))
          .hasToString("{\"name\":\"orders\",\"version\":\"1.2\",\"environment\":\"test\"}");
    }
  }

  private static IllegalStateException thrown() {
    return new IllegalStateException("no tea left");
  }
}
