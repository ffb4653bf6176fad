package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstReportsTest {
  private static final TraceIds TRACE =
      new TraceIds("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "01");
  private static final TraceIds LATER_IN_TRACE =
      new TraceIds("0af7651916cd43dd8448eb211c80319c", "00f067aa0ba902b7", "01");
  private static final TraceIds OTHER_TRACE =
      new TraceIds("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");

  private final FirstReports reports = new FirstReports();

  @Test
  void anErrorIsReportedCompletelyOncePerTrace() {
    assertThat(reports.isNew(report("a", 2).trace(TRACE).build())).isTrue();
    assertThat(reports.isNew(report("a", 2).trace(LATER_IN_TRACE).build())).isFalse();
    assertThat(reports.isNew(report("b", 2).trace(TRACE).build())).isTrue();
    assertThat(reports.isNew(report("a", 2).trace(OTHER_TRACE).build())).isTrue();
  }

  @Test
  void theTraceItSurfacesInCounts() {
    ErrorReport report = report("a", 2).trace(TRACE).build();
    assertThat(reports.isNew(report, OTHER_TRACE)).isTrue();
    assertThat(reports.isNew(report)).isTrue();
    assertThat(reports.isNew(report, OTHER_TRACE)).isFalse();
  }

  @Test
  void withoutATraceEachReportIsComplete() {
    assertThat(reports.isNew(report("a", 2).build())).isTrue();
    assertThat(reports.isNew(report("a", 2).build())).isTrue();
  }

  @Test
  void aStackThatIsKnownBetterIsReportedAgain() {
    assertThat(reports.isNew(report("a", 1).trace(TRACE).build())).isTrue();
    assertThat(reports.isNew(report("a", 3).trace(TRACE).build())).isTrue();
    assertThat(reports.isNew(report("a", 2).trace(TRACE).build())).isFalse();
  }

  @Test
  void aWrapperAddsNothingToTheError() {
    assertThat(reports.isNew(report("a", 2).trace(TRACE).build())).isTrue();
    Cause inside = cause(Cause.Relation.CAUSE, Cause.ERROR, 2);
    ErrorReport wrapper = report("a", 9).causes(List.of(inside)).trace(TRACE).build();
    assertThat(reports.isNew(wrapper)).isFalse();
    Cause suppressed = cause(Cause.Relation.SUPPRESSED, 0, 9);
    Cause root = cause(Cause.Relation.LUA_RETHROW, 0, 3);
    ErrorReport other =
        report("a", 1).causes(List.of(inside, suppressed, root)).trace(TRACE).build();
    assertThat(reports.isNew(other)).isTrue();
  }

  /** Otherwise the line of the error that escapes Lua would show less than the earlier warning. */
  @Test
  void aCaughtErrorIsReportedAgainWhenItEscapesLua() {
    assertThat(reports.isNew(report("a", 2).trace(TRACE).handled(true).build())).isTrue();
    assertThat(reports.isNew(report("a", 2).trace(TRACE).build())).isTrue();
    assertThat(reports.isNew(report("a", 2).trace(TRACE).build())).isFalse();
  }

  @Test
  void theEldestIsForgotten() {
    ErrorReport first = report("first", 1).trace(TRACE).build();
    reports.isNew(first);
    for (int i = 1; i < FirstReports.REMEMBERED; i++) {
      reports.isNew(report("e" + i, 1).trace(TRACE).build());
    }
    assertThat(reports.isNew(first)).isFalse();
    reports.isNew(report("one more", 1).trace(TRACE).build());
    assertThat(reports.isNew(first)).isTrue();
  }

  private static ErrorReport.Builder report(String id, int frames) {
    return ErrorReport.builder(id, Language.JAVA, "E").frames(frames(frames));
  }

  private static Cause cause(Cause.Relation relation, int parent, int frames) {
    return new Cause(relation, parent, Language.JAVA, "C", "", new Stack(frames(frames), false));
  }

  private static List<Frame> frames(int count) {
    return new ArrayList<>(
        Collections.nCopies(count, Frame.java(new StackTraceElement("A", "b", "A.java", 1))));
  }
}
