package io.moontrace.frames;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallSiteLimiterTest {
  private static final long MINUTE = 60_000_000_000L;

  private final CallSiteLimiter limiter = new CallSiteLimiter();

  @Test
  void eachPlaceHasItsTurns() {
    assertThat(turns(1, 0)).isEqualTo(CallSiteLimiter.BURST);
    assertThat(turns(2, 0)).isEqualTo(CallSiteLimiter.BURST);
    assertThat(turns(1, MINUTE - 1)).isZero();
    assertThat(turns(1, MINUTE)).isEqualTo(CallSiteLimiter.BURST);
  }

  @Test
  void aClockBelowZeroIsAClock() {
    long start = -MINUTE / 2;
    assertThat(turns(1, start)).isEqualTo(CallSiteLimiter.BURST);
    assertThat(turns(1, 0)).isZero();
    assertThat(turns(1, start + MINUTE)).isEqualTo(CallSiteLimiter.BURST);
  }

  @Test
  void withoutAnIntervalItIsAlwaysOnesTurn() {
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.isTurn(1, 5, 0)).isTrue();
    }
  }

  private int turns(int place, long now) {
    int turns = 0;
    for (int i = 0; i < 100; i++) {
      turns += limiter.isTurn(place, now, MINUTE) ? 1 : 0;
    }
    return turns;
  }
}
