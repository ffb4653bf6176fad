package io.moontrace.export;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedErrorTest {
  private final SpanContext span =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  @Test
  void anErrorThatEscapedLuaGetsItsIdsAndTheInterleavedStack() {
    Throwable error = new IllegalStateException("x");
    ErrorReport report = remember(error);
    EventData identified = identified(error);
    assertThat(attribute(identified, "error.id")).isEqualTo(report.id());
    assertThat(attribute(identified, "error.fingerprint")).isEqualTo(report.fingerprint());
    assertThat(attribute(identified, "lang")).isEqualTo("lua");
    assertThat(attribute(identified, "exception.message")).isEqualTo("x");
    assertThat(attribute(identified, "exception.stacktrace")).isEqualTo(report.text());
    assertThat(identified.getTotalAttributeCount()).isEqualTo(identified.getAttributes().size());
  }

  @Test
  void anErrorThatSurfacesAgainInTheTraceHasNoStack() {
    Throwable error = new IllegalStateException("x");
    remember(error);
    assertThat(attribute(identified(error), "exception.stacktrace")).isNotNull();
    EventData again = identified(new IllegalStateException("outside", error));
    assertThat(attribute(again, "exception.stacktrace")).isNull();
    assertThat(attribute(again, "exception.message")).isEqualTo("outside");
    assertThat(attribute(again, "error.id")).isEqualTo(attribute(identified(error), "error.id"));
  }

  @Test
  void aWrapperKeepsItsOwnStackWhereTheErrorIsNew() {
    Throwable error = new IllegalStateException("x");
    remember(error);
    assertThat(
            attribute(
                identified(new IllegalStateException("outside", error)), "exception.stacktrace"))
        .isEqualTo("of Java");
  }

  @Test
  void anExceptionThatWasNeverInLuaIsUnchanged() {
    ExceptionEventData event = event(new IllegalStateException("x"));
    assertThat(RecordedError.identified(event, span)).isSameAs(event);
  }

  @Test
  void hostileCausesAreIgnored() {
    for (Throwable hostile : List.of(new Throws(), new Recurses(), new Another(), new Own())) {
      ExceptionEventData event = event(hostile);
      assertThat(RecordedError.identified(event, span)).isSameAs(event);
    }
  }

  private static ErrorReport remember(Throwable error) {
    ErrorReport report =
        ErrorReport.builder(ErrorReports.idOf(error), Language.LUA, "org.luaj.vm2.LuaError")
            .frames(List.of(Frame.java(new StackTraceElement("a.B", "c", "B.java", 3))))
            .build();
    ErrorReports.remember(error, report);
    return report;
  }

  private EventData identified(Throwable error) {
    return RecordedError.identified(event(error), span);
  }

  private static ExceptionEventData event(Throwable error) {
    Attributes attributes =
        Attributes.builder()
            .put("exception.message", error.getMessage())
            .put("exception.stacktrace", "of Java")
            .build();
    return ExceptionEventData.create(1, error, attributes, attributes.size());
  }

  private static String attribute(EventData event, String key) {
    return event.getAttributes().get(stringKey(key));
  }

  private static final class Throws extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("must not be called");
    }
  }

  private static final class Recurses extends RuntimeException {
    @Override
    @SuppressWarnings("InfiniteRecursion") // intended
    public synchronized Throwable getCause() {
      return new Throwable(getCause());
    }
  }

  private static final class Another extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      return new Another();
    }
  }

  private static final class Own extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }
}
