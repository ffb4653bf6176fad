package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.agent.program.ContextLayouts;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coroutines, spans, started programs, proxies and the names of opentelemetry-lua are in one trace,
 * in each class-loader layout.
 */
class ContextLayoutsIT {

  @Test
  void onTheClassPath() throws IOException, InterruptedException {
    Outcome outcome =
        ForkedJvm.of(ContextLayouts.class).with(ForkedJvm.LUAJ).agent().consoleSpans().run();
    assertThat(outcome.stderr()).doesNotContain("assertion failed");
    assertThat(outcome.stdout()).isEqualTo("ok\n");
    assertOneTraceEach(outcome, 1);
  }

  @ParameterizedTest
  @CsvSource({"parent-first", "child-first"})
  void inAChildLoader(String kind) throws IOException, InterruptedException {
    Outcome outcome =
        ForkedJvm.inChildLoaders(kind, ContextLayouts.class).agent().consoleSpans().run();
    assertThat(outcome.stdout()).isEqualTo("true\nok\ntrue\nok\ncollected true\ntrue\nok\n");
    assertOneTraceEach(outcome, 3);
  }

  private static void assertOneTraceEach(Outcome outcome, int runs) {
    assertThat(outcome.spans()).filteredOn(s -> s.name().equals("lua context.lua")).hasSize(runs);
    for (String name :
        new String[] {"in a coroutine", "by opentelemetry-lua", "fails", "lua context.lua:run"}) {
      assertThat(outcome.spans()).filteredOn(s -> s.name().equals(name)).as(name).hasSize(runs);
    }
    assertThat(outcome.spans())
        .extracting(Outcome.ConsoleSpan::traceId)
        .as("one trace for each run, but what opentelemetry-lua starts without a parent")
        .satisfies(
            ids -> assertThat(ids.stream().distinct().count()).isLessThanOrEqualTo(2L * runs));
  }
}
