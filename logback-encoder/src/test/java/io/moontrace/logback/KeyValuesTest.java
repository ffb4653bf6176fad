package io.moontrace.logback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The additions of SLF4J 2 to an event: Logback 1.3 and later. */
@Tag("slf4j2")
class KeyValuesTest {

  @Test
  void keyValuesAreLabelsOrContext() {
    try (Logging logging = Logging.with("<contextKey>user_id</contextKey>")) {
      MDC.put("user_id", "of the MDC");
      logging.logger().atInfo().addKeyValue("user_id", "ada").addKeyValue("a.b", 7).log("m");
      JsonNode line = logging.line();
      assertThat(line.get("context")).hasToString("{\"user_id\":\"ada\"}");
      assertThat(line.get("labels")).hasToString("{\"a_b\":\"7\"}");
    }
  }

  @Test
  void badKeyValues() {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };
    Object endless =
        new Object() {
          @Override
          @SuppressWarnings("InfiniteRecursion")
          public String toString() {
            return toString();
          }
        };
    try (Logging logging = Logging.with()) {
      logging
          .logger()
          .atInfo()
          .addKeyValue("hostile", hostile)
          .addKeyValue("endless", endless)
          .addKeyValue("null", (Object) null)
          .addKeyValue("", "no key")
          .addKeyValue("\uD800\n", "\u0000\uDC00")
          .log("m");
      JsonNode labels = logging.line().get("labels");
      assertThat(labels)
          .hasToString(
              "{\"hostile\":\"(toString failed: java.lang.IllegalStateException)\","
                  + "\"endless\":\"(toString failed: java.lang.StackOverflowError)\","
                  + "\"?\":\"no key\",\"\uFFFD_n\":\"\uFFFD\uFFFD\"}");
    }
  }

  @Test
  void manyMarkers() {
    try (Logging logging = Logging.with()) {
      LoggingEventBuilder event = logging.logger().atInfo();
      for (int i = 0; i < 100; i++) {
        event = event.addMarker(MarkerFactory.getDetachedMarker("m" + i));
      }
      event.log("m");
      assertThat(logging.line().get("tags")).hasSize(32);
    }
  }

  @Test
  void timesAreMicroseconds() {
    try (Logging logging = Logging.with()) {
      for (int i = 0; i < 20; i++) {
        logging.logger().info("m");
      }
      List<JsonNode> lines = logging.lines();
      assertThat(StreamSupport.stream(lines.spliterator(), false))
          .as("20 timestamps in whole milliseconds are very unlikely")
          .anyMatch(line -> !line.get("@timestamp").asText().endsWith("000Z"));
    }
  }
}
