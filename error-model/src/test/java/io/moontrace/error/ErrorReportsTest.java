package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrorReportsTest {

  private final List<ErrorReports.Sink> sinks = new ArrayList<>();

  @AfterEach
  void removeSinks() {
    sinks.forEach(ErrorReports::removeSink);
  }

  private void addSink(ErrorReports.Sink sink) {
    sinks.add(sink);
    ErrorReports.addSink(sink);
  }

  @Test
  void aThrowableKeepsItsId() {
    Throwable error = new AllAlike();
    assertThat(ErrorReports.idOf(error))
        .matches("[0-9a-f]{32}")
        .isEqualTo(ErrorReports.idOf(error));
    assertThat(ErrorReports.idOf(new AllAlike())).isNotEqualTo(ErrorReports.idOf(error));
  }

  @Test
  void aWrapperSharesTheIdOfTheErrorInside() {
    Throwable inside = new IllegalStateException();
    Throwable wrapper = new RuntimeException(inside);
    ErrorReports.shareId(wrapper, inside);
    assertThat(ErrorReports.idOf(wrapper)).isEqualTo(ErrorReports.idOf(inside));
  }

  @Test
  void layersAreOneError() {
    Throwable inside = new IllegalStateException();
    Throwable wrapper = new RuntimeException(inside);
    String id = ErrorReports.idOf(List.of(wrapper, inside));
    assertThat(ErrorReports.idOf(inside)).isEqualTo(ErrorReports.idOf(wrapper)).isEqualTo(id);
    assertThat(ErrorReports.idOf(List.of(new RuntimeException(), inside))).isEqualTo(id);
    assertThat(ErrorReports.idOf(List.<Throwable>of())).isNotEqualTo(id).matches("[0-9a-f]{32}");
  }

  @Test
  void theLatestReportOfAThrowableIsFound() {
    Throwable error = new AllAlike();
    assertThat(ErrorReports.find(error)).isNull();
    ErrorReport first = report();
    ErrorReports.remember(error, first);
    assertThat(ErrorReports.find(error)).isSameAs(first);
    assertThat(ErrorReports.find(new AllAlike())).isNull();
    ErrorReport second = report();
    ErrorReports.remember(error, second);
    assertThat(ErrorReports.find(error)).isSameAs(second);
  }

  @Test
  void theLatestAreRemembered() {
    List<Throwable> errors = new ArrayList<>();
    for (int i = 0; i < 10 * ErrorReports.REPORTS; i++) {
      Throwable error = new AllAlike();
      errors.add(error);
      ErrorReports.remember(error, report());
      assertThat(ErrorReports.find(error)).isNotNull();
    }
    assertThat(errors.stream().filter(error -> ErrorReports.find(error) != null).count())
        .isBetween((long) ErrorReports.REPORTS, 2L * ErrorReports.REPORTS);
    assertThat(ErrorReports.find(errors.get(errors.size() - ErrorReports.REPORTS))).isNotNull();
  }

  @Test
  void reportsGoToEachSink() {
    List<ErrorReport> first = new ArrayList<>();
    List<ErrorReport> second = new ArrayList<>();
    addSink(first::add);
    addSink(second::add);
    ErrorReport report = report();
    ErrorReports.publish(report);
    assertThat(first).containsExactly(report);
    assertThat(second).containsExactly(report);
  }

  @Test
  void aFailingSinkIsIgnored() {
    List<String> called = new ArrayList<>();
    addSink(
        report -> {
          called.add("fails");
          throw new StackOverflowError();
        });
    addSink(report -> called.add("works"));
    ErrorReports.publish(report());
    assertThat(called).containsExactly("fails", "works");
  }

  private static ErrorReport report() {
    return ErrorReport.builder("1", Language.LUA, "E").build();
  }

  private static final class AllAlike extends RuntimeException {
    @Override
    public boolean equals(Object other) {
      return other instanceof AllAlike;
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("must not be called");
    }
  }
}
