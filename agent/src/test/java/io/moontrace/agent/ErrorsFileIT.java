package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.ManyErrors;
import io.moontrace.agent.program.MixedError;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The destination and contents of the JSON lines. */
class ErrorsFileIT {
  private static final String FILE = "moontrace.errors.file";

  @TempDir private Path folder;

  @Test
  void aFileInAFolderThatIsCreated() throws IOException, InterruptedException {
    Path file = folder.resolve("logs/app/errors.json");
    Path other = folder.resolve("other.json");
    Outcome with =
        program().agent().consoleSpans().flag(FILE, file).env("MOONTRACE_ERRORS_FILE", other).run();
    Outcome without = program().run();
    assertThat(with.stdout()).isEqualTo(without.stdout());
    assertThat(with.exitCode()).isEqualTo(without.exitCode()).isEqualTo(1);
    assertThat(other).as("the system property wins").doesNotExist();
    List<JsonNode> lines = ErrorLines.read(file);
    assertThat(lines).hasSize(2);
    assertMixedStack(lines.get(0));
    assertThat(lines.get(1).at("/error/frames/0/file").asText()).isEqualTo("scripts/last.lua");
    assertThat(lines.get(1).at("/error/frames/0/line").asInt()).isEqualTo(2);
    assertSameIds(lines, with.spans());
  }

  @Test
  void standardOutput() throws IOException, InterruptedException {
    Outcome with = program().agent().env("MOONTRACE_ERRORS_FILE", "-").run();
    Outcome without = program().run();
    assertThat(with.programStdout()).isEqualTo(without.stdout());
    assertThat(with.programStderr()).isEqualTo(without.stderr());
    assertThat(with.exitCode()).isEqualTo(without.exitCode());
    assertThat(with.errorLines()).hasSize(2);
  }

  @Test
  void unwritable() throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("a-file")).resolve("errors.json");
    Outcome with = program().agent().flag(FILE, file).run();
    Outcome without = program().run();
    assertThat(with.agentLog())
        .singleElement()
        .asString()
        .contains(" WARN ", FILE + '=' + file, "a path that this user may write");
    assertThat(with.stdout()).isEqualTo(without.stdout());
    assertThat(with.exitCode()).isEqualTo(without.exitCode());
    assertThat(with.programStderr()).isEqualTo(with.agentLog().get(0) + '\n' + without.stderr());
  }

  @Test
  void rolledBySize() throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    Path last = folder.resolve("errors.json.2");
    Outcome with =
        ForkedJvm.of(ManyErrors.class, last.toString())
            .with(ForkedJvm.LUAJ)
            .agent()
            .flag(FILE, file)
            .flag("moontrace.errors.max-size", "10KB")
            .flag("moontrace.errors.max-files", 2)
            .run();
    assertThat(with.exitCode()).isZero();
    assertThat(with.agentLog()).isEmpty();
    assertThat(folder)
        .isDirectoryContaining(path -> path.equals(last))
        .isDirectoryNotContaining(path -> path.toString().endsWith(".3"));
    List<JsonNode> lines = new ArrayList<>(ErrorLines.read(file));
    lines.addAll(ErrorLines.read(folder.resolve("errors.json.1")));
    lines.addAll(ErrorLines.read(last));
    assertThat(Files.size(last)).isGreaterThanOrEqualTo(10 * 1024);
    assertThat(eventIds(lines)).hasSize(lines.size());
  }

  private static void assertMixedStack(JsonNode line) throws IOException {
    assertThat(line.at("/lang").asText()).isEqualTo("java");
    assertThat(line.at("/error/type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.at("/error/message").asText()).isEqualTo("no green tea left");
    assertThat(line.at("/error/causes")).isEmpty();
    assertThat(frames(line))
        .containsExactly(
            "java find MixedError.java:" + java("java:find"),
            "java take MixedError.java:" + java("java:take"),
            "lua <scripts/orders.lua:2> scripts/orders.lua:" + lua("take"),
            "java lambda$each$0 MixedError.java:" + java("java:call"),
            "java each MixedError.java:" + java("java:each"),
            "lua checkout scripts/orders.lua:" + lua("each"),
            "lua main chunk scripts/orders.lua:" + lua("checkout"),
            "java main MixedError.java:" + java("java:main"));
  }

  private static List<String> frames(JsonNode line) {
    List<String> frames = new ArrayList<>();
    for (JsonNode frame : line.at("/error/frames")) {
      frames.add(
          String.join(
                  " ",
                  frame.at("/lang").asText(),
                  frame.at("/function").asText(),
                  frame.at("/file").asText())
              + ':'
              + frame.at("/line").asInt());
    }
    return frames;
  }

  private static void assertSameIds(List<JsonNode> lines, List<Outcome.ConsoleSpan> spans) {
    assertThat(eventIds(lines)).hasSize(lines.size());
    assertThat(spans)
        .hasSize(2)
        .extracting(Outcome.ConsoleSpan::name)
        .containsExactly("lua scripts/orders.lua", "lua scripts/last.lua");
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).at("/trace_id").asText()).isEqualTo(spans.get(i).traceId());
      assertThat(lines.get(i).at("/span_id").asText()).isEqualTo(spans.get(i).spanId());
    }
  }

  private static Set<String> eventIds(List<JsonNode> lines) {
    Set<String> ids = new HashSet<>();
    lines.forEach(line -> ids.add(line.at("/event/id").asText()));
    return ids;
  }

  private static int java(String mark) throws IOException {
    return lineOf("// " + mark, sourceLines());
  }

  /** The line of the script, whose source lines end in marks. */
  private static int lua(String mark) throws IOException {
    List<String> lines = sourceLines();
    return lineOf("// lua:" + mark, lines) - lineOf("\"function checkout(sku)", lines) + 1;
  }

  private static int lineOf(String text, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }

  private static List<String> sourceLines() throws IOException {
    String source = "src/test/java/io/moontrace/agent/program/MixedError.java";
    return Files.readAllLines(Path.of(System.getProperty("basedir"), source));
  }

  private static ForkedJvm program() {
    return ForkedJvm.of(MixedError.class).with(ForkedJvm.LUAJ);
  }
}
