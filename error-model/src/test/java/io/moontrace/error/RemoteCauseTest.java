package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An error of another process, of which the ids are known. */
class RemoteCauseTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Frame FRAME = Frame.lua("reserve", "scripts/orders.lua", 12, null);
  private static final Cause REMOTE =
      Cause.remote(ID, new TraceIds(TRACE, "00f067aa0ba902b7", null));
  private static final Cause INNER =
      new Cause(
          Cause.Relation.CAUSE,
          Cause.ERROR,
          Language.JAVA,
          "java.io.IOException",
          "no tea",
          new Stack(List.of(FRAME), false));

  @Test
  void theLineHasItsIdsOnly() {
    JsonNode line =
        ErrorLines.valid(ErrorEvent.toJson(report(REMOTE), new Service("x", null, null)));
    assertThat(line.at("/error/causes").toString())
        .isEqualTo(
            "[{\"relation\":\"remote\",\"parent\":-1,\"trace_id\":\""
                + TRACE
                + "\",\"span_id\":\"00f067aa0ba902b7\",\"error\":{\"id\":\""
                + ID
                + "\"}}]");
  }

  @Test
  void aCopyKeepsThem() {
    JsonNode line =
        ErrorLines.valid(
            ErrorEvent.toJson(
                report(INNER, REMOTE.withParent(0).withLiteralText("x")),
                new Service("x", null, null)));
    assertThat(line.at("/error/causes/1/parent").asInt()).isZero();
    assertThat(line.at("/error/causes/1/error/id").asText()).isEqualTo(ID);
  }

  @Test
  void theTextHasOneLineOfIt() {
    assertThat(report(REMOTE).text())
        .isEqualTo(
            "shop.Failure: no\n"
                + "\tat <lua> reserve(scripts/orders.lua:12)\n"
                + "Caused by: error "
                + ID
                + " of trace "
                + TRACE
                + "\n");
  }

  @Test
  void itIsNotTheRootCause() {
    assertThat(report(REMOTE).fingerprint()).isEqualTo(report().fingerprint());
    assertThat(report(INNER, REMOTE).fingerprint()).isEqualTo(report(INNER).fingerprint());
    assertThat(Cause.root(List.of(REMOTE))).isEqualTo(Cause.ERROR);
    assertThat(Cause.root(List.of(REMOTE, INNER))).isEqualTo(1);
  }

  private static ErrorReport report(Cause... causes) {
    return ErrorReport.builder(ID, Language.JAVA, "shop.Failure")
        .message("no")
        .frames(List.of(FRAME))
        .causes(new ArrayList<>(List.of(causes)))
        .trace(new TraceIds(TRACE, "00f067aa0ba902b8", "01"))
        .build();
  }
}
