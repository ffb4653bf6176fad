package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportLimiterTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long NOW = System.nanoTime();

  @AfterEach
  void restoreDefaults() {
    ReportLimiter.setMaxPerMinute(1000);
    ReportLimiter.setHandledInterval(MINUTE);
  }

  @Test
  void theFirstCaughtErrorOfEachIntervalPasses() {
    ErrorReport caught = report("ReportLimiterTest.caught", true);
    assertThat(ReportLimiter.allows(caught, NOW)).isTrue();
    assertThat(ReportLimiter.allows(caught, NOW + MINUTE - 1)).isFalse();
    assertThat(ReportLimiter.allows(report("ReportLimiterTest.caught", false), NOW)).isTrue();
    assertThat(ReportLimiter.allows(caught, NOW + MINUTE)).isTrue();
    ReportLimiter.setHandledInterval(0);
    assertThat(ReportLimiter.allows(caught, NOW + MINUTE)).isTrue();
  }

  @Test
  void beyondTheRateErrorsAreDroppedAndCounted() {
    ReportLimiter.setMaxPerMinute(3);
    List<ErrorReport> reported = new ArrayList<>();
    ErrorReports.Sink sink = reported::add;
    ErrorReports.addSink(sink);
    long before = DropReason.RATE_LIMIT.total();
    for (int i = 0; i < 10; i++) {
      ErrorReports.publish(report("ReportLimiterTest.many", false));
    }
    ErrorReports.removeSink(sink);
    assertThat(reported).hasSize(3);
    assertThat(DropReason.RATE_LIMIT.total() - before).isEqualTo(7);
  }

  @Test
  void caughtErrorsDoNotUseUpTheLimitOfOthers() {
    ReportLimiter.setMaxPerMinute(1);
    ReportLimiter.setHandledInterval(0);
    assertThat(ReportLimiter.allows(report("ReportLimiterTest.both", true), NOW)).isTrue();
    assertThat(ReportLimiter.allows(report("ReportLimiterTest.both", true), NOW)).isFalse();
    assertThat(ReportLimiter.allows(report("ReportLimiterTest.both", false), NOW)).isTrue();
  }

  private static ErrorReport report(String type, boolean handled) {
    return ErrorReport.builder("1", Language.LUA, type).handled(handled).build();
  }
}
