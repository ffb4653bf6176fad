package io.moontrace.frames;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallSiteLimiterTest {
  private static final long MINUTE = 60_000_000_000L;

  private final CallSiteLimiter limiter = new CallSiteLimiter();

  @Test
  void eachCallSiteHasItsOwnLimit() {
    assertThat(passed(1, 0)).isEqualTo(CallSiteLimiter.BURST);
    assertThat(passed(2, 0)).isEqualTo(CallSiteLimiter.BURST);
    assertThat(passed(1, MINUTE - 1)).isZero();
    assertThat(passed(1, MINUTE)).isEqualTo(CallSiteLimiter.BURST);
  }

  @Test
  void negativeClockValuesWork() {
    long start = -MINUTE / 2;
    assertThat(passed(1, start)).isEqualTo(CallSiteLimiter.BURST);
    assertThat(passed(1, 0)).isZero();
    assertThat(passed(1, start + MINUTE)).isEqualTo(CallSiteLimiter.BURST);
  }

  @Test
  void withoutAnIntervalEveryEventPasses() {
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.allows(1, 5, 0)).isTrue();
    }
  }

  private int passed(int site, long now) {
    int passed = 0;
    for (int i = 0; i < 100; i++) {
      passed += limiter.allows(site, now, MINUTE) ? 1 : 0;
    }
    return passed;
  }
}
