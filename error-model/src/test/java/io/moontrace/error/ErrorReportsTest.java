package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrorReportsTest {

  @AfterEach
  void forgetSink() {
    ErrorReports.sendTo(null);
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
  void aWrapperIsTheErrorInside() {
    Throwable inside = new IllegalStateException();
    Throwable wrapper = new RuntimeException(inside);
    ErrorReports.unite(wrapper, inside);
    assertThat(ErrorReports.idOf(wrapper)).isEqualTo(ErrorReports.idOf(inside));
  }

  @Test
  void reportsGoToTheSink() {
    List<ErrorReport> seen = new ArrayList<>();
    ErrorReports.sendTo(seen::add);
    ErrorReport report = ErrorReport.builder("1", Language.LUA, "E").build();
    ErrorReports.publish(report);
    assertThat(seen).containsExactly(report);
  }

  @Test
  void aSinkThatFailsHarmsNobody() {
    List<String> called = new ArrayList<>();
    ErrorReports.sendTo(
        report -> {
          called.add("sink");
          throw new StackOverflowError();
        });
    ErrorReports.publish(ErrorReport.builder("1", Language.LUA, "E").build());
    assertThat(called).containsExactly("sink");
  }

  private static final class AllAlike extends RuntimeException {
    @Override
    public boolean equals(Object other) {
      return other instanceof AllAlike;
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("nobody may ask");
    }
  }
}
