package io.moontrace.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.Limits;
import org.junit.jupiter.api.Test;

class MetricNamesTest {
  @Test
  void theFirstThatComeAreTakenAsTheyAre() {
    MetricNames names = new MetricNames(2, "other");
    assertThat(names.of("a")).isEqualTo("a");
    assertThat(names.of("b")).isEqualTo("b");
    assertThat(names.of("c")).isEqualTo("other");
    assertThat(names.of("a")).isEqualTo("a");
  }

  @Test
  void aNameThatIsATextIsNone() {
    assertThat(new MetricNames(2, "other").of("x".repeat(Limits.NAME + 1))).isEqualTo("other");
  }
}
