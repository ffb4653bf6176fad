package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.Loaders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LuaJ in child class loaders of the application's, each with a copy of its own. */
class ChildLoaderIT {
  private static final String SPAN = "lua plugin.lua";

  @Test
  void parentFirst() throws IOException, InterruptedException {
    check("parent-first");
  }

  /** The application's class loader has LuaJ, too. */
  @Test
  void childFirst() throws IOException, InterruptedException {
    check("child-first", ForkedJvm.LUAJ);
  }

  private static void check(String kind, Path... jars) throws IOException, InterruptedException {
    Outcome with =
        program(kind, jars).agent().consoleSpans().flag("moontrace.errors.file", "-").run();
    Outcome without = program(kind, jars).run();
    assertThat(without.stdout()).contains("collected true\n");
    assertThat(with.programStdout()).isEqualTo(without.stdout());
    assertThat(with.exitCode()).isEqualTo(without.exitCode()).isZero();
    assertThat(with.agentLog()).hasSize(3);
    assertThat(with.spans()).hasSize(3).allSatisfy(span -> assertThat(span.name()).isEqualTo(SPAN));
    List<JsonNode> lines = with.errorLines();
    assertThat(lines)
        .extracting(line -> line.at("/trace_id").asText())
        .containsExactlyElementsOf(
            with.spans().stream().map(Outcome.ConsoleSpan::traceId).toList());
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.at("/error/stack_trace").asText())
                    .contains(
                        "\tat io.moontrace.agent.program.Host.unchecked(Host.java:",
                        "\tat <lua> order(plugin.lua:4)\n\tat <lua> main chunk(plugin.lua:6)\n"));
  }

  private static ForkedJvm program(String kind, Path... jars) {
    return ForkedJvm.of(
            Loaders.class, kind, ForkedJvm.LUAJ.toString(), ForkedJvm.testClasses() + "/")
        .jvm("-XX:SoftRefLRUPolicyMSPerMB=0")
        .with(jars);
  }
}
