package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.Caught;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that scripts catch: all are counted, reports are rate-limited, and spans do not fail. */
class CaughtErrorsIT {
  private static final String CATCHING = "scripts/catching.lua";
  private static final String LETTING_GO = "scripts/letting_go.lua";
  private static final String LUA_ERROR = "org.luaj.vm2.LuaError";

  @TempDir private Path folder;

  @Test
  void eachIsCountedOnce() throws IOException, InterruptedException {
    Outcome outcome = program().run();
    assertThat(errors(Otlp.of(outcome)))
        .containsExactlyInAnyOrder(
            // three by pcall, and one each by xpcall, resume, and pcall around a wrapped coroutine
            "handled " + CATCHING + ' ' + LUA_ERROR + " 6",
            // from load and from error itself, without a function of a script
            "handled  " + LUA_ERROR + " 2",
            "handled " + CATCHING + " java.lang.IllegalStateException 1",
            "handled " + LETTING_GO + ' ' + LUA_ERROR + " 1",
            "left " + LETTING_GO + ' ' + LUA_ERROR + " 1");
  }

  @Test
  void entriesAreTimed() throws IOException, InterruptedException {
    List<JsonNode> durations = Otlp.of(program().run()).points("moontrace.lua.duration");
    assertThat(durations)
        .extracting(point -> point.get("attributes").toString())
        .containsExactlyInAnyOrder(
            "{\"lua.chunk.name\":\"" + CATCHING + "\"}",
            "{\"error.type\":\"" + LUA_ERROR + "\",\"lua.chunk.name\":\"" + LETTING_GO + "\"}");
    assertThat(durations)
        .allSatisfy(
            point -> {
              assertThat(point.get("count").asInt()).isEqualTo(1);
              assertThat(point.get("sum").asDouble()).isBetween(1e-7, 60.0);
            });
  }

  @Test
  void unsampledEntriesAreTimedToo() throws IOException, InterruptedException {
    Outcome outcome = program().flag("otel.traces.sampler", "always_off").run();
    assertThat(Otlp.of(outcome).spans()).isEmpty();
    assertThat(Otlp.of(outcome).points("moontrace.lua.duration")).hasSize(2);
  }

  @Test
  void theFirstOfEachFingerprintIsAWarningAndNoSpanFails()
      throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    Otlp sent = Otlp.of(program().flag("moontrace.errors.file", file).run());
    List<JsonNode> lines = ErrorLines.read(file);
    List<JsonNode> handled =
        lines.stream().filter(line -> line.at("/error/handled").asBoolean()).toList();
    assertThat(handled)
        .allSatisfy(line -> assertThat(line.get("log.level").asText()).isEqualTo("WARN"));
    assertThat(handled).extracting(line -> line.at("/error/fingerprint")).doesNotHaveDuplicates();
    assertThat(handled)
        .extracting(line -> line.at("/error/message").asText())
        .contains("@scripts/catching.lua:1 expected", "no tea", "@scripts/letting_go.lua:1 first");
    assertThat(handled.get(0).at("/error/stack_trace").asText())
        .startsWith(
            LUA_ERROR
                + """
                : @scripts/catching.lua:1 expected
                \tat <lua> error([builtin])
                \tat <lua> fail(scripts/catching.lua:1)
                \tat <lua> pcall([builtin])
                \tat <lua> main chunk(scripts/catching.lua:2)
                """);

    List<JsonNode> left = lines.stream().filter(line -> !handled.contains(line)).toList();
    assertThat(left).hasSize(1);
    assertThat(left.get(0).get("log.level").asText()).isEqualTo("ERROR");
    assertThat(left.get(0).at("/error/causes/0/relation").asText()).isEqualTo("lua_rethrow");
    assertSameAsRecords(lines, sent);
    JsonNode catching = sent.spans().get(0);
    assertThat(catching.get("name").asText()).isEqualTo("lua " + CATCHING);
    assertThat(catching.path("status").path("code").asInt()).isZero();
    assertThat(catching.path("events")).isEmpty();
    assertThat(sent.spans().get(1).path("events")).hasSize(1);
  }

  private static void assertSameAsRecords(List<JsonNode> lines, Otlp sent) {
    List<JsonNode> records = sent.records("io.moontrace");
    assertThat(records)
        .extracting(record -> record.at("/attributes/event.id"))
        .isEqualTo(lines.stream().map(line -> line.at("/event/id")).toList());
    assertThat(records)
        .extracting(record -> record.get("severityText"))
        .isEqualTo(lines.stream().map(line -> line.get("log.level")).toList());
    assertThat(records)
        .extracting(record -> record.at("/attributes/error.handled"))
        .isEqualTo(lines.stream().map(line -> line.at("/error/handled")).toList());
  }

  @Test
  void eachIsReportedWithAnIntervalOfZeroAndNoneIfDisabled()
      throws IOException, InterruptedException {
    Path each = folder.resolve("each.json");
    program()
        .flag("moontrace.errors.file", each)
        .flag("moontrace.errors.handled-interval", 0)
        .run();
    assertThat(ErrorLines.read(each)).hasSize(11);
    Path none = folder.resolve("none.json");
    program().flag("moontrace.errors.file", none).flag("moontrace.errors.handled", false).run();
    assertThat(ErrorLines.read(none)).hasSize(1);
  }

  @Test
  void theProgramIsNotAffected() throws IOException, InterruptedException {
    Outcome with = jvm().agent().flag("moontrace.errors.handled-interval", 0).run();
    Outcome without = jvm().run();
    assertThat(with.stdout()).isEqualTo(without.stdout()).contains("second: ");
    assertThat(with.agentLog()).isEmpty();
  }

  private static List<String> errors(Otlp sent) {
    return sent.points("moontrace.lua.errors").stream()
        .map(
            point ->
                (point.at("/attributes/error.handled").asBoolean() ? "handled " : "left ")
                    + point.at("/attributes/lua.chunk.name").asText()
                    + ' '
                    + point.at("/attributes/error.type").asText()
                    + ' '
                    + point.get("asInt").asInt())
        .toList();
  }

  private static ForkedJvm program() {
    return Otlp.written(jvm().agent()).flag("otel.metrics.exporter", "logging-otlp");
  }

  private static ForkedJvm jvm() {
    return ForkedJvm.of(Caught.class).with(ForkedJvm.LUAJ);
  }
}
