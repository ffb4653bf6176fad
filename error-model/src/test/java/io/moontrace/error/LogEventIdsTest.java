package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogEventIdsTest {

  /** In one test: what is said once holds for the process. */
  @Test
  void oneIdForAllThatIsToldOfAnEventOnceBothAreTold() {
    Object event = new Object();
    assertThat(LogEventIds.ofLine(event)).isNull();
    assertThat(LogEventIds.ofRecord(event)).isNotEqualTo(LogEventIds.ofRecord(event));

    LogEventIds.sent();
    LogEventIds.written();

    String id = LogEventIds.ofRecord(event);
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(LogEventIds.ofLine(event)).isEqualTo(id).isEqualTo(LogEventIds.ofRecord(event));
    assertThat(LogEventIds.ofLine(new Object())).isNotEqualTo(id);
  }
}
