package io.moontrace.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.error.ErrorLines;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Logback calls an encoder from many threads at once. */
class ConcurrencyTest {
  private static final int EVENTS = 4_000;

  @Test
  void eachEventIsOneLineOfItsOwn() {
    try (Logging logging = Logging.with()) {
      ErrorEventEncoder encoder = new ErrorEventEncoder();
      encoder.start();
      List<String> lines =
          IntStream.range(0, EVENTS)
              .parallel()
              .mapToObj(i -> encoder.encode(event(logging, i)))
              .map(bytes -> new String(bytes, StandardCharsets.UTF_8).stripTrailing())
              .toList();

      Set<String> ids = new HashSet<>();
      for (int i = 0; i < EVENTS; i++) {
        JsonNode line = ErrorLines.valid(lines.get(i));
        assertThat(line.get("message").asText()).isEqualTo("event " + i);
        assertThat(line.at("/error/message").asText()).isEqualTo("error " + i);
        ids.add(line.at("/event/id").asText());
      }
      assertThat(ids).hasSize(EVENTS);
    }
  }

  private static ILoggingEvent event(Logging logging, int i) {
    return new LoggingEvent(
        "",
        logging.context().getLogger("shop.Orders"),
        Level.ERROR,
        "event {}",
        new IllegalStateException("error " + i),
        new Object[] {i});
  }
}
