package io.moontrace.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLineTest {
  private static final Service SERVICE = new Service("orders", null, null);

  @Test
  void twoLinesAtOnceOnOneThreadDoNotMix() {
    EventLine first = line("first");
    EventLine second = line("second");
    assertThat(message(second)).isEqualTo("second");
    assertThat(message(first)).isEqualTo("first");
  }

  @Test
  void aLineThatIsNotEndedAffectsNoOther() {
    line("abandoned");
    assertThat(message(line("next"))).isEqualTo("next");
  }

  @Test
  void aLongLineLeavesNoLongBuffer() {
    EventLine line = line("long");
    for (int i = 0; i < 1_000; i++) {
      line.labels(Map.of("a" + i, "x".repeat(Limits.LABEL_VALUE)));
    }
    assertThat(line.end().length).isGreaterThan(200_000);
    assertThat(EventLine.begin()).isNotSameAs(line);
  }

  @Test
  void tagsAreBounded() {
    EventLine line = line("m").tags(Collections.nCopies(1_000, "tag"));
    String json = new String(line.log("l", null).thread("t").end(), UTF_8).stripTrailing();
    assertThat(ErrorLines.valid(json).get("tags")).hasSize(Limits.TAGS);
  }

  private static EventLine line(String message) {
    return EventLine.begin().timestamp(0).level("INFO").message(message).id().service(SERVICE);
  }

  private static String message(EventLine line) {
    String json = new String(line.log("", null).thread("t").end(), UTF_8);
    assertThat(json).endsWith("}\n");
    return ErrorLines.valid(json.stripTrailing()).get("message").asText();
  }
}
