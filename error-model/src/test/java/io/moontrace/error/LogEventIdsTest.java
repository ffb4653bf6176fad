package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogEventIdsTest {

  /** One test only, because the switches hold for the whole process. */
  @Test
  void recordsAndLinesOfAnEventShareOneIdOnceBothAreEnabled() {
    Object event = new Object();
    assertThat(LogEventIds.forLine(event)).isNull();
    assertThat(LogEventIds.forRecord(event)).isNotEqualTo(LogEventIds.forRecord(event));

    LogEventIds.enableRecords();
    LogEventIds.enableLines();

    String id = LogEventIds.forRecord(event);
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(LogEventIds.forLine(event)).isEqualTo(id).isEqualTo(LogEventIds.forRecord(event));
    assertThat(LogEventIds.forLine(new Object())).isNotEqualTo(id);
  }
}
