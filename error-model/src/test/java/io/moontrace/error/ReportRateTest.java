package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportRateTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long NOW = System.nanoTime();

  @AfterEach
  void asByDefault() {
    ReportRate.setMaxPerMinute(1000);
    ReportRate.setHandledInterval(MINUTE);
  }

  @Test
  void ofCaughtErrorsTheFirstOfEachInterval() {
    ErrorReport caught = report("ReportRateTest.caught", true);
    assertThat(ReportRate.allows(caught, NOW)).isTrue();
    assertThat(ReportRate.allows(caught, NOW + MINUTE - 1)).isFalse();
    assertThat(ReportRate.allows(report("ReportRateTest.caught", false), NOW)).isTrue();
    assertThat(ReportRate.allows(caught, NOW + MINUTE)).isTrue();
    ReportRate.setHandledInterval(0);
    assertThat(ReportRate.allows(caught, NOW + MINUTE)).isTrue();
  }

  @Test
  void beyondTheRateErrorsAreDroppedAndCounted() {
    ReportRate.setMaxPerMinute(3);
    List<ErrorReport> told = new ArrayList<>();
    ErrorReports.Sink sink = told::add;
    ErrorReports.sendTo(sink);
    long before = Dropped.RATE_LIMIT.total();
    for (int i = 0; i < 10; i++) {
      ErrorReports.publish(report("ReportRateTest.many", false));
    }
    ErrorReports.stopSendingTo(sink);
    assertThat(told).hasSize(3);
    assertThat(Dropped.RATE_LIMIT.total() - before).isEqualTo(7);
  }

  @Test
  void caughtErrorsTakeNoTurnFromOthers() {
    ReportRate.setMaxPerMinute(1);
    ReportRate.setHandledInterval(0);
    assertThat(ReportRate.allows(report("ReportRateTest.both", true), NOW)).isTrue();
    assertThat(ReportRate.allows(report("ReportRateTest.both", true), NOW)).isFalse();
    assertThat(ReportRate.allows(report("ReportRateTest.both", false), NOW)).isTrue();
  }

  private static ErrorReport report(String type, boolean handled) {
    return ErrorReport.builder("1", Language.LUA, type).handled(handled).build();
  }
}
