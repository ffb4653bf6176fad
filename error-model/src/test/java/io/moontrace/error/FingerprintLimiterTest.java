package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintLimiterTest {
  private final FingerprintLimiter rate = new FingerprintLimiter();

  @Test
  void theFirstOfEachIntervalPass() {
    assertThat(rate.allows("a", 2, -5, 100)).isTrue();
    assertThat(rate.allows("a", 2, 10, 100)).isTrue();
    assertThat(rate.allows("a", 2, 94, 100)).isFalse();
    assertThat(rate.allows("b", 2, 94, 100)).isTrue();
    assertThat(rate.allows("a", 2, 95, 100)).isTrue();
  }

  @Test
  void zeroIsNoLimit() {
    for (int i = 0; i < 10; i++) {
      assertThat(rate.allows("a", 0, i, 100)).isTrue();
      assertThat(rate.allows("b", 1, i, 0)).isTrue();
    }
  }

  @Test
  void theLatestAreRemembered() {
    rate.allows("old", 1, 0, 100);
    for (int i = 0; i < FingerprintLimiter.REMEMBERED - 1; i++) {
      rate.allows("n" + i, 1, 0, 100);
    }
    assertThat(rate.allows("old", 1, 1, 100)).isFalse();
    for (int i = 0; i < FingerprintLimiter.REMEMBERED; i++) {
      rate.allows("m" + i, 1, 0, 100);
    }
    assertThat(rate.allows("old", 1, 2, 100)).isTrue();
  }
}
