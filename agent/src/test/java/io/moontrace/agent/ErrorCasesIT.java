package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.ErrorCases;
import io.moontrace.error.ErrorLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON lines of {@link ErrorCases} with all optional data enabled. */
class ErrorCasesIT {
  // as printed by sha256sum and git hash-object for the bytes of the module
  private static final String ORIGINAL =
      "1c02400bb908474f03e2f899bdb90f45b7443d63013b5fdc550cbb6f20e5cf86"
          + " 027c81a33685590ebfbe9f0875a769a3c2b97b4c";
  private static final String EDITED =
      "ceba5bf58a164ef4ce75743312372212c2cfad7f11e2cc9ef46590cf3d08418a"
          + " 2d9347ce075ca8291521f77e8218d039ef6bed9f";

  @TempDir private static Path folder;

  private static Outcome with;
  private static Outcome without;
  private static List<JsonNode> lines;

  @BeforeAll
  static void run() throws Exception {
    Path errors = folder.resolve("errors.json");
    with =
        program()
            .agent()
            .flag("moontrace.errors.file", errors)
            .flag("moontrace.locals", true)
            .flag(
                "moontrace.errors.max-per-minute",
                0) // one case produces a thousand errors of one kind
            .run();
    without = program().run();
    lines = ErrorLines.readUnhandled(errors);
  }

  private static ForkedJvm program() {
    // exceptions without a stack are an optimisation of the C2 compiler
    return ForkedJvm.of(ErrorCases.class)
        .with(ForkedJvm.LUAJ)
        .jvm("-XX:TieredStopAtLevel=4")
        .jvm("-XX:+OmitStackTraceInFastThrow");
  }

  @Test
  void theProgramIsNotAffected() {
    assertThat(with.stdout()).isEqualTo(without.stdout());
    assertThat(with.stdout()).contains("orphans left: 0", "load: org.luaj.vm2.LuaError");
    assertThat(with.programStderr()).isEqualTo(without.stderr());
    assertThat(with.exitCode()).isEqualTo(without.exitCode()).isZero();
  }

  @Test
  void syntaxErrorsThatReachJavaAreReportedOnce() {
    assertThat(frames(only("load").get("error")))
        .startsWith("at <lua> (compiling)(broken.lua:2)")
        .element(1)
        .asString()
        .contains("ErrorCases.load(ErrorCases.java");
    assertThat(frames(only("loadfile").get("error")))
        .startsWith("at <lua> (compiling)(scripts/modules/broken.lua:3)");
    assertThat(frames(only("script engine").get("error")))
        .startsWith("at <lua> (compiling)(script:1)");
  }

  @Test
  void aScriptExceptionIsLinkedToItsSyntaxError() {
    JsonNode error = only("script exception").get("error");
    assertThat(error.get("type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.at("/causes/0/type").asText()).isEqualTo("javax.script.ScriptException");
    assertThat(error.at("/causes/0/relation").asText()).isEqualTo("cause");
    assertThat(error.at("/causes/1/relation").asText()).isEqualTo("lua_rethrow");
    assertThat(error.at("/causes/1/parent").asInt()).isZero();
    assertThat(frames(error.at("/causes/1")))
        .startsWith("at <lua> (compiling)(script:1)")
        .contains("at <lua> go(engine.lua:2)", "at <lua> main chunk(engine.lua:4)");
  }

  @Test
  void localVariablesAndUpvaluesOfEachFrame() {
    JsonNode error = only("locals").get("error");
    JsonNode order = frame(error, "order");
    assertThat(order.get("locals").toString())
        .isEqualTo(
            "{\"sku\":\"\\\"tea\\\"\",\"ok\":\"false\","
                + "\"message\":\"\\\"@locals.lua:8 no price\\\"\",\"tries\":\"1\","
                + "\"price\":\"function\"}");
    JsonNode price = frame(error.at("/causes/0"), "price");
    assertThat(price.at("/locals/count").asText()).isEqualTo("2");
    assertThat(price.at("/locals/i").asText()).isEqualTo("2");
    assertThat(price.at("/locals/sku").asText()).as("the inner one hides the other").isEqualTo("2");
    assertThat(price.at("/locals/basket").asText())
        .startsWith("{\"tea\", 2")
        .contains("owner = \"ada\"", "password = [redacted]", "nested = {...}");
    assertThat(price.at("/locals/region").asText()).isEqualTo("\"EU\"");
    assertThat(price.at("/locals/api_token").asText()).isEqualTo("[redacted]");
    JsonNode outside = frame(error.at("/causes/0"), "order");
    assertThat(outside.get("locals").toString())
        .as("at the call of pcall, before its results were there")
        .isEqualTo("{\"sku\":\"\\\"tea\\\"\",\"price\":\"function\"}");
    assertThat(error.toString()).doesNotContain("t0k3n", "\"pw");
  }

  @Test
  void twoVersionsOfOneModuleAreDistinguished() {
    JsonNode error = only("reloaded").get("error");
    List<String> versions = new ArrayList<>();
    for (JsonNode frame : error.get("frames")) {
      if (frame.path("file").asText().equals("tea.lua")) {
        versions.add(
            frame.get("chunk_sha256").asText() + ' ' + frame.get("chunk_git_blob").asText());
      }
    }
    assertThat(versions).containsExactly(EDITED, ORIGINAL);
  }

  @Test
  void aPrecompiledChunkKeepsItsLines() {
    JsonNode frame = only("precompiled").at("/error/frames/0");
    assertThat(frame.get("file").asText()).isEqualTo("compiled.lua");
    assertThat(frame.get("line").asInt()).isEqualTo(2);
    assertThat(frame.get("chunk_sha256").asText()).hasSize(64);
  }

  @Test
  void anExceptionOfTheJvmWithoutAStack() {
    JsonNode error = only("fast throw").get("error");
    assertThat(error.get("type").asText()).isEqualTo("java.lang.NullPointerException");
    assertThat(error.get("approximate").asBoolean()).isTrue();
    assertThat(frames(error))
        .startsWith("at <lua> ask(fast_throw.lua:2)", "at <lua> main chunk(fast_throw.lua:4)");
  }

  @Test
  void anAbandonedCoroutineIsNoError() {
    assertThat(of("orphan")).isEmpty();
  }

  @Test
  void aThrowableThatIsThrownAgainStartsWithAnEmptyStack() {
    assertThat(frames(only("thrown again").get("error")))
        .contains("at <lua> f(again.lua:2)", "at <lua> main chunk(again.lua:6)")
        .doesNotContain("at <lua> main chunk(again.lua:4)", "at <lua> pcall([builtin])");
  }

  @Test
  void theFirstErrorsOfEachCallSiteAreCapturedFully() {
    List<JsonNode> errors = of("limited");
    assertThat(errors).hasSize(20);
    List<String> closely = frames(errors.get(0).at("/error/causes/0"));
    assertThat(closely)
        .contains("at <lua> order(limited.lua:5)", "at <lua> main chunk(limited.lua:8)");
    assertThat(errors.get(0).at("/error/causes/0").has("approximate")).isFalse();
    JsonNode last = errors.get(19).at("/error/causes/0");
    assertThat(last.get("approximate").asBoolean()).isTrue();
    assertThat(frames(last))
        .startsWith(
            "at <lua> error([builtin])",
            "at <lua> fails(limited.lua:2)",
            "at <lua> pcall([builtin])",
            "at <lua> ?(?)",
            "at <lua> ?(?)")
        .hasSameSizeAs(closely);
  }

  @Test
  void twoThreadsThatShareGlobalsDoNotFailInTheAgent() {
    assertThat(with.stdout()).contains("shared: [org.luaj.vm2.lib.BaseLib$error]");
    assertThat(of("sharing"))
        .hasSize(1_000)
        .allMatch(line -> frames(line.get("error")).contains("at <lua> order(shared.lua:6)"));
  }

  @Test
  void aStackThatTheJvmTruncatesIsCompleted() {
    JsonNode error = only("deep").get("error");
    List<String> frames = frames(error);
    assertThat(frames).filteredOn(f -> f.equals("at <lua> index(deep.lua:5)")).hasSize(300);
    assertThat(frames).contains("at <lua> main chunk(deep.lua:8)");
    assertThat(frames.get(frames.size() - 1)).startsWith("at java.lang.Thread.run");
    assertThat(error.get("approximate").asBoolean()).isTrue();
  }

  private static JsonNode only(String name) {
    assertThat(of(name)).as(name).hasSize(1);
    return of(name).get(0);
  }

  private static List<JsonNode> of(String name) {
    return lines.stream()
        .filter(line -> line.at("/process/thread/name").asText().equals(name))
        .toList();
  }

  private static JsonNode frame(JsonNode error, String function) {
    return StreamSupport.stream(error.get("frames").spliterator(), false)
        .filter(frame -> frame.get("function").asText().equals(function))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> frames(JsonNode error) {
    List<String> frames = new ArrayList<>();
    for (JsonNode frame : error.get("frames")) {
      frames.add(shown(frame));
    }
    return frames;
  }

  private static String shown(JsonNode frame) {
    String place = frame.has("file") ? frame.get("file").asText() : "[builtin]";
    String line = frame.has("line") ? ":" + frame.get("line").asInt() : "";
    String owner =
        frame.get("lang").asText().equals("lua") ? "<lua> " : frame.get("module").asText() + '.';
    return "at " + owner + frame.get("function").asText() + '(' + place + line + ')';
  }
}
