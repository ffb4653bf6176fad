package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.SourceCases;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source lines around an error, and their links according to the source map. */
class SourceIT {
  private static final String FAILS =
      "{\"1\":\"local t = nil\",\"2\":\"local x = t.x\",\"3\":\"return x\"}";

  @TempDir private static Path folder;

  private static Outcome with;
  private static List<JsonNode> lines;

  @BeforeAll
  static void run() throws Exception {
    Path errors = folder.resolve("errors.json");
    with =
        program()
            .agent()
            .consoleSpans()
            .flag("moontrace.errors.file", errors)
            .flag(
                "moontrace.source.map",
                "@scripts/=src/main/lua/, scripts/=https://git.example.org/blob/main/scripts/")
            .run();
    lines = ErrorLines.readUnhandled(errors);
  }

  private static ForkedJvm program() {
    return ForkedJvm.of(SourceCases.class).with(ForkedJvm.LUAJ, ForkedJvm.BCEL, ForkedJvm.REGEXP);
  }

  @Test
  void theProgramIsNotAffected() throws IOException, InterruptedException {
    Outcome without = program().run();
    assertThat(with.stdout()).isEqualTo(without.stdout());
    assertThat(with.programStderr().lines().filter(line -> !line.contains("LoggingSpanExporter")))
        .containsExactlyElementsOf(without.stderr().lines().toList());
  }

  @Test
  void twoLinesBeforeAndAfterWithSecretsRedacted() {
    JsonNode frames = only("named").at("/error/frames");
    assertThat(frames.at("/0/source").toString())
        .isEqualTo(
            "{\"1\":\"-- orders\",\"2\":\"local function price(sku)\","
                + "\"3\":\"\\tlocal found = prices[sku]\",\"4\":\"  return found\",\"5\":\"end\"}");
    assertThat(frames.at("/1/source/8").asText()).isEqualTo("  local password = \"[redacted]\"");
    assertThat(frames.at("/2/source").toString())
        .isEqualTo("{\"10\":\"  return cents\",\"11\":\"end\",\"12\":\"order(\\\"tea\\\")\"}");
    assertThat(frames.at("/3").has("source")).as("a Java frame").isFalse();
  }

  @Test
  void pathsAndLinksFollowTheMap() {
    JsonNode line = only("named");
    JsonNode frame = line.at("/error/frames/0");
    assertThat(frame.get("file").asText()).isEqualTo("src/main/lua/orders.lua");
    assertThat(frame.get("url").asText())
        .isEqualTo("https://git.example.org/blob/main/scripts/orders.lua#L3");
    assertThat(line.at("/error/stack_trace").asText())
        .contains("\tat <lua> price(src/main/lua/orders.lua:3)\n");
    assertThat(line.at("/log/origin/file/name").asText()).isEqualTo("src/main/lua/orders.lua");
    assertThat(line.at("/error/message").asText())
        .as("as the script sees it")
        .startsWith("@scripts/orders.lua:3 ");
    Outcome.ConsoleSpan span = with.spans().get(0);
    assertThat(span.name()).isEqualTo("lua scripts/orders.lua");
    assertThat(span.attributes()).contains("code.file.path=src/main/lua/orders.lua");
  }

  @Test
  void hostileNames() {
    assertThat(only("hostile").at("/error/frames/0/url").asText())
        .isEqualTo(
            "https://git.example.org/blob/main/scripts/"
                + "a%20b%3A%28%23%3F%2541%E2%80%A8%22/%C3%A9.lua#L2");
    assertThat(only("climbing").at("/error/frames/0").has("url")).isFalse();
    JsonNode elsewhere = only("elsewhere").at("/error/frames/0");
    assertThat(elsewhere.get("file").asText()).isEqualTo("scripts2/orders.lua");
    assertThat(elsewhere.has("url")).isFalse();
  }

  @Test
  void chunksOfAllKinds() {
    assertThat(sources("text as name")).containsExactly(FAILS);
    assertThat(sources("load"))
        .containsExactly(
            "{\"1\":\"\",\"2\":\"\",\"3\":\"error(1)\"}",
            "{\"1\":\"load('\\\\n\\\\nerror(1)')()\"}");
    assertThat(sources("crlf")).containsExactly(FAILS);
    assertThat(sources("by hand")).containsExactly(FAILS);
    assertThat(sources("first line")).containsExactly("{\"1\":\"error('x')\"}");
    assertThat(sources("syntax"))
        .containsExactly("{\"1\":\"local a = 1\",\"2\":\"local b = = …\"}");
    assertThat(sources("bytes")).containsExactly("{\"1\":\"-- caf� ��\",\"2\":\"\\terror('x')\"}");
  }

  @Test
  void aLongLineIsTruncated() {
    assertThat(only("long").at("/error/frames/0/source/2").asText())
        .startsWith("local x = t.x -- éé")
        .endsWith("é…")
        .hasSize(201);
  }

  @Test
  void noTextNoSource() {
    assertThat(sources("binary")).isEmpty();
    assertThat(sources("stripped")).isEmpty();
    assertThat(sources("too long")).isEmpty();
  }

  @Test
  void theInnermostFramesOnly() {
    assertThat(sources("deep")).hasSize(8);
    assertThat(only("deep").at("/error/frames")).hasSizeGreaterThan(20);
  }

  @Test
  void compiledChunks() {
    JsonNode frames = only("luajc").at("/error/frames");
    assertThat(frames.at("/0/source/3").asText()).isEqualTo("\tlocal found = prices[sku]");
    assertThat(frames.at("/0/chunk_sha256").asText()).hasSize(64);
    assertThat(of("luajc, two versions"))
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(line.at("/error/frames/0/file").asText()).isEqualTo("jc/two.lua");
              assertThat(line.at("/error/frames/0").has("source")).isFalse();
            });
  }

  @Test
  void switchedOff() throws IOException, InterruptedException {
    Outcome off =
        program()
            .agent()
            .flag("moontrace.errors.file", "-")
            .flag("moontrace.source.lines", 0)
            .run();
    assertThat(off.errorLines())
        .hasSameSizeAs(lines)
        .noneMatch(line -> line.toString().contains("\"source\""));
  }

  private static List<String> sources(String name) {
    List<String> sources = new ArrayList<>();
    for (JsonNode frame : only(name).at("/error/frames")) {
      if (frame.has("source")) {
        sources.add(frame.get("source").toString());
      }
    }
    return sources;
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
}
