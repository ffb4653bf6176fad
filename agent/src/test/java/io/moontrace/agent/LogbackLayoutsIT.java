package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.LoggedError;
import io.moontrace.agent.program.LoggedInLoader;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The modes shade and replace: with Lua, with the encoder, in each class-loader layout, and in
 * YAML.
 */
class LogbackLayoutsIT {
  private static final String PLAIN =
      """
      <configuration>
        <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
        <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%level %msg%n</pattern></encoder>
        </appender>
        <appender name="FILE" class="ch.qos.logback.core.FileAppender">
          <file>${log.file}</file>
          <encoder class="io.moontrace.logback.ErrorEventEncoder">
            <contextKey>user_id</contextKey>
          </encoder>
        </appender>
        <root level="INFO"><appender-ref ref="CONSOLE"/>MORE</root>
      </configuration>
      """;

  private static final String AND_ENCODER = "<appender-ref ref=\"FILE\"/>";
  private static final Pattern ID = Pattern.compile("\"event\":\\{\"id\":\"[0-9a-f]{32}\"\\}");

  @TempDir private Path folder;

  @Test
  void theShadeHasTheContentOfTheEncoder() throws IOException, InterruptedException {
    Path shade = folder.resolve("shade.json");
    Outcome outcome =
        logged(AND_ENCODER)
            .agent()
            .consoleSpans()
            .flag("moontrace.logback", "shade")
            .flag("moontrace.logback.file", shade)
            .flag("moontrace.context.mdc", "user_id")
            .run();

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.stdout()).startsWith("INFO taking tea\nERROR order failed\n");
    assertThat(outcome.agentLog()).hasSize(outcome.spans().size());
    assertThat(nameless(shade)).hasSize(5).isEqualTo(nameless(folder.resolve("log.json")));
    JsonNode error = ErrorLines.read(shade).get(1);
    assertThat(error.at("/error/stack_trace").asText()).contains("\tat <lua> reserve(");
    assertThat(error.at("/context/user_id").asText()).isEqualTo("ada");
  }

  @Test
  void existingJsonIsNotReplaced() throws IOException, InterruptedException {
    Outcome outcome =
        logged(AND_ENCODER)
            .agent(ForkedJvm.STOCK_AGENT)
            .flag("otel.javaagent.extensions", ForkedJvm.EXTENSION)
            .flag("moontrace.logback", "replace")
            .run();
    List<JsonNode> console = outcome.errorLines();
    List<JsonNode> file = ErrorLines.read(folder.resolve("log.json"));
    assertThat(console).hasSize(5);
    assertThat(console.get(1).at("/context").toString()).isEqualTo("{\"order_id\":\"o-42\"}");
    assertThat(file.get(1).at("/context/user_id").asText()).isEqualTo("ada");
    assertThat(console.get(1).get("error")).isEqualTo(file.get(1).get("error"));
  }

  @Test
  void inYaml() throws IOException, InterruptedException {
    Path shade = folder.resolve("shade.json");
    Path config =
        Files.writeString(
            folder.resolve("otel.yaml"),
            """
            file_format: "1.1"
            instrumentation/development:
              java:
                moontrace:
                  logback:
                    mode: shade
                    file: %s
                    max_files: 2
                    mdc_labels: true
            """
                .formatted(shade));
    logged("").agent().flag("otel.config.file", config).run();
    assertThat(ErrorLines.read(shade))
        .hasSize(5)
        .allMatch(line -> line.at("/labels/user_id").asText().equals("ada"));
  }

  @Test
  void anInvalidModeIsOff() throws IOException, InterruptedException {
    Outcome without = logged("").run();
    Outcome outcome = logged("").agent().flag("moontrace.logback", "json").run();
    assertThat(outcome.stdout()).isEqualTo(without.stdout());
    assertThat(outcome.agentLog())
        .singleElement()
        .asString()
        .contains("moontrace.logback=json is none of off, shade, replace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parent-first", "child-first"})
  void inAChildLoader(String kind) throws IOException, InterruptedException {
    Path shade = folder.resolve("shade.json");
    Outcome outcome =
        inLoaders(kind)
            .agent()
            .flag("moontrace.logback", "shade")
            .flag("moontrace.logback.file", shade)
            .run();
    outcome.assertSameAs(inLoaders(kind).run());
    assertThat(outcome.stdout()).contains("collected true\n");
    assertThat(ErrorLines.read(shade))
        .extracting(line -> line.get("message").asText())
        .containsExactly("hello", "failed", "hello", "failed", "hello", "failed");
  }

  private ForkedJvm inLoaders(String kind) throws IOException {
    return ForkedJvm.inChildLoaders(kind, LoggedInLoader.class, ForkedJvm.logback("1.5.38"))
        .flag("logback.configurationFile", configuration(""));
  }

  private ForkedJvm logged(String more) throws IOException {
    return ForkedJvm.of(LoggedError.class)
        .with(ForkedJvm.LUAJ)
        .with(ForkedJvm.logback("1.5.38"))
        .with(jar("encoder"), jar("model"))
        .flag("logback.configurationFile", configuration(more))
        .flag("log.file", folder.resolve("log.json"));
  }

  private Path configuration(String more) throws IOException {
    return Files.writeString(folder.resolve("logback.xml"), PLAIN.replace("MORE", more));
  }

  /** The line without its unique fields. */
  private static List<String> nameless(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(line -> ID.matcher(line).replaceAll("")).toList();
  }

  private static Path jar(String name) {
    return Path.of(System.getProperty("moontrace.test." + name));
  }
}
