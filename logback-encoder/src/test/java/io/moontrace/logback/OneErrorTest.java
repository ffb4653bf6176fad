package io.moontrace.logback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.error.Cause;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.error.Stack;
import io.moontrace.error.TraceIds;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** One throwable is one error, however often and in whatever wrapper it is logged. */
class OneErrorTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void theSameThrowableThreeTimesWrappedOrNot() {
    Throwable error = new IllegalStateException("no tea left");
    try (Logging logging = Logging.with()) {
      logging.logger().error("first", error);
      logging.logger().error("again", error);
      logging.logger().error("wrapped", new RuntimeException(error));

      List<JsonNode> lines = logging.lines();
      assertThat(ids(lines, "/error/id")).hasSize(3).containsOnly(ErrorReports.idOf(error));
      assertThat(ids(lines, "/event/id")).doesNotHaveDuplicates();
    }
  }

  @Test
  void theWrapperFirst() {
    Throwable error = new IllegalStateException("no tea left");
    try (Logging logging = Logging.with()) {
      logging.logger().error("wrapped", new RuntimeException(error));
      logging.logger().error("bare", error);
      logging.logger().error("wrapped again", new IllegalArgumentException(error));
      logging.logger().error("another", new IllegalStateException("no tea left"));

      List<String> ids = ids(logging.lines(), "/error/id");
      assertThat(ids.subList(0, 3)).containsOnly(ids.get(0));
      assertThat(ids.get(3)).isNotEqualTo(ids.get(0));
    }
  }

  @Test
  void anErrorThatEscapedLuaIsLoggedWithItsReport() {
    Throwable error = new IllegalStateException("no tea left");
    ErrorReports.remember(error, reportOf(error));
    try (Logging logging = Logging.with("<contextKey>tenant</contextKey>")) {
      MDC.put("tenant", "north");
      logging.logger().error("order failed", error);

      JsonNode line = logging.line();
      assertThat(line.get("message").asText()).isEqualTo("order failed");
      assertThat(line.get("lang").asText()).isEqualTo("lua");
      assertThat(line.get("context")).hasToString("{\"user_id\":\"ada\",\"tenant\":\"north\"}");
      assertThat(line.at("/error/id").asText()).isEqualTo(ErrorReports.idOf(error));
      assertThat(line.at("/error/frames/0/file").asText()).isEqualTo("scripts/orders.lua");
      assertThat(line.at("/error/stack_trace").asText())
          .startsWith("E: no tea left\n\tat <lua> reserve(scripts/orders.lua:12)\n");
      assertThat(line.get("trace_id").asText()).as("where it happened").isEqualTo(TRACE);
      assertThat(line.at("/log/logger").asText()).isEqualTo(Logging.LOGGER);
    }
  }

  @Test
  void theTraceOfTheLogStatementTakesPrecedence() {
    Throwable error = new IllegalStateException("no tea left");
    ErrorReports.remember(error, reportOf(error));
    try (Logging logging = Logging.with()) {
      MDC.put("trace_id", "1".repeat(32));
      MDC.put("span_id", "2".repeat(16));
      logging.logger().error("m", error);
      assertThat(logging.line().get("trace_id").asText()).isEqualTo("1".repeat(32));
    }
  }

  @Test
  void anErrorThatEscapedLuaIsFoundInsideAWrapper() {
    Throwable error = new IllegalStateException("no tea left");
    ErrorReports.remember(error, reportOf(error));
    Throwable wrapper = new RuntimeException("cannot order", error);
    wrapper.addSuppressed(new IllegalArgumentException("while closing"));
    try (Logging logging = Logging.with()) {
      logging.logger().error("m", wrapper);

      JsonNode line = logging.line();
      assertThat(line.get("lang").asText()).isEqualTo("java");
      assertThat(line.at("/error/id").asText()).isEqualTo(ErrorReports.idOf(error));
      assertThat(line.at("/error/type").asText()).isEqualTo("java.lang.RuntimeException");
      JsonNode causes = line.at("/error/causes");
      assertThat(values(causes, "relation"))
          .containsExactly("suppressed", "cause", "lua_rethrow", "cause");
      assertThat(values(causes, "parent")).containsExactly("-1", "-1", "1", "2");
      assertThat(causes.at("/1/frames/0/function").asText()).isEqualTo("reserve");
    }
  }

  private static ErrorReport reportOf(Throwable error) {
    Frame frame = Frame.lua("reserve", "scripts/orders.lua", 12, null);
    return ErrorReport.builder(ErrorReports.idOf(error), Language.LUA, "E")
        .message("no tea left")
        .frames(List.of(frame))
        .causes(
            List.of(
                new Cause(
                    Cause.Relation.LUA_RETHROW, Cause.ERROR, Language.JAVA, "C", "c", Stack.EMPTY),
                new Cause(Cause.Relation.CAUSE, 0, Language.JAVA, "D", "d", Stack.EMPTY)))
        .context("user_id", "ada")
        .trace(new TraceIds(TRACE, SPAN, "01"))
        .build();
  }

  private static List<String> ids(List<JsonNode> lines, String pointer) {
    return lines.stream().map(line -> line.at(pointer).asText()).toList();
  }

  private static List<String> values(JsonNode array, String name) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(element -> element.get(name).asText())
        .toList();
  }
}
