package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.VirtualThreads;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A thousand virtual threads in Lua at once, on each JDK that has them and is there. */
class VirtualThreadsIT {
  private static final int THREADS = 1_000;
  private static final long PATIENCE = 300;

  @TestFactory
  Stream<DynamicTest> onEachJdk() {
    return Jdks.ofThisMachine().present(Jdks.WITH_VIRTUAL_THREADS).stream()
        .map(jdk -> DynamicTest.dynamicTest("JDK " + jdk, () -> exactAndUnchanged(jdk)));
  }

  private static void exactAndUnchanged(int jdk) throws Exception {
    Outcome without = program(jdk).run();
    Outcome with =
        program(jdk)
            .agent()
            .flag("moontrace.errors.file", "-")
            .flag("moontrace.errors.max-per-minute", "0")
            .run();

    assertThat(without.stdout())
        .as(without.stderr())
        .endsWith("collected " + THREADS + " of " + THREADS + "\n");
    assertThat(with.programStdout()).as(with.stderr()).isEqualTo(without.stdout());
    assertThat(with.agentLog()).isEmpty();
    assertEachErrorIsItsThreads(with.errorLines());
  }

  /** Each error has the stack of its script and the trace of its thread. */
  private static void assertEachErrorIsItsThreads(List<JsonNode> lines) {
    Set<Integer> numbers = new HashSet<>();
    for (JsonNode line : lines) {
      if (line.at("/error/handled").asBoolean()) {
        continue;
      }
      String message = line.at("/error/message").asText();
      int number = Integer.parseInt(message.replaceFirst("^.*failed ", ""));
      numbers.add(number);
      assertThat(Long.parseLong(line.at("/trace/id").asText(), 16)).isEqualTo(number + 1);
      assertThat(
              line.at("/error/stack_trace")
                  .asText()
                  .lines()
                  .filter(frame -> frame.startsWith("\tat <lua>")))
          .containsExactly(
              "\tat <lua> error([builtin])",
              "\tat <lua> inner(virtual.lua:2)",
              "\tat <lua> outer(virtual.lua:5)",
              "\tat <lua> serve(virtual.lua:17)");
    }
    assertThat(numbers).hasSize(THREADS);
  }

  private static ForkedJvm program(int jdk) {
    return ForkedJvm.of(VirtualThreads.class, Integer.toString(THREADS))
        .with(ForkedJvm.LUAJ)
        .with(ForkedJvm.jarOf(Span.class), ForkedJvm.jarOf(Context.class))
        .with(ForkedJvm.jarOf(ComponentLoader.class))
        .jdk(Jdks.ofThisMachine().find(jdk).orElseThrow())
        .patience(PATIENCE);
  }
}
