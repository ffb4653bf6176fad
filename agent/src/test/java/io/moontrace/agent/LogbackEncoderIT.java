package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.LoggedError;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encoder in the logback.xml of an application, with and without the agent. */
class LogbackEncoderIT {
  private static final String CONFIGURATION =
      """
      <configuration>
        <appender name="FILE" class="ch.qos.logback.core.FileAppender">
          <file>${log.file}</file>
          <encoder class="io.moontrace.logback.ErrorEventEncoder">
            <contextKey>user_id</contextKey>
            <repeatErrors>${repeat.errors:-false}</repeatErrors>
          </encoder>
        </appender>
        <root level="INFO"><appender-ref ref="FILE"/></root>
      </configuration>
      """;
  private static final List<String> MIXED_STACK =
      List.of(
          "java take LoggedError.java",
          "lua reserve scripts/orders.lua",
          "lua main chunk scripts/orders.lua",
          "java main LoggedError.java");

  @TempDir private Path folder;

  @Test
  void withTheAgentTheLogHasTheSameErrorAsTheErrorsFile() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.json");
    Outcome outcome =
        program()
            .agent()
            .consoleSpans()
            .flag("otel.service.name", "shop")
            .flag("moontrace.errors.file", errors)
            .run();

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.agentLog()).hasSize(outcome.spans().size());
    JsonNode reported = ErrorLines.read(errors).get(0);
    List<JsonNode> lines = lines();
    JsonNode error = lines.get(1);
    assertThat(frames(error.at("/error/frames"))).isEqualTo(MIXED_STACK);
    assertThat(error.get("error")).isEqualTo(reported.get("error"));
    assertThat(error.get("trace_id")).isEqualTo(reported.get("trace_id"));
    assertThat(error.get("span_id")).isEqualTo(reported.get("span_id"));
    assertThat(error.get("context")).hasToString("{\"order_id\":\"o-42\",\"user_id\":\"ada\"}");
    assertThat(lines).allMatch(line -> line.at("/service/name").asText().equals("shop"));
  }

  @Test
  void withTheAgentAWrapperIsTheSameErrorAndLinesBelowLuaAreInItsTrace()
      throws IOException, InterruptedException {
    Outcome outcome = program().agent().consoleSpans().flag("repeat.errors", true).run();

    List<JsonNode> lines = lines();
    assertThat(lines.get(0).get("message").asText()).isEqualTo("taking tea");
    assertThat(lines.get(0).at("/context/order_id").asText()).isEqualTo("o-42");
    assertThat(lines.get(0).get("span_id").asText()).isEqualTo(outcome.spans().get(0).spanId());
    assertThat(lines.get(0).get("trace_flags")).isEqualTo(lines.get(1).get("trace_flags"));
    JsonNode id = lines.get(1).at("/error/id");
    assertThat(lines.get(2).at("/error/id")).isEqualTo(id);
    assertThat(lines.get(3).at("/error/id")).isEqualTo(id);
    assertThat(lines.get(4).at("/error/id")).isNotEqualTo(id);
    assertThat(lines.get(2).at("/error/type").asText())
        .isEqualTo("java.lang.IllegalArgumentException");
    assertThat(frames(lines.get(2).at("/error/causes/0/frames"))).isEqualTo(MIXED_STACK);
    assertThat(frames(lines.get(3).at("/error/frames"))).isEqualTo(MIXED_STACK);
  }

  @Test
  void anErrorIsWrittenCompletelyOncePerTrace() throws IOException, InterruptedException {
    program().agent().run();

    List<JsonNode> lines = lines();
    assertThat(lines.subList(1, 5))
        .extracting(line -> line.get("error").has("stack_trace"))
        .containsExactly(true, false, false, true);
    assertThat(lines.subList(1, 4))
        .extracting(line -> line.at("/error/id").asText())
        .containsOnly(lines.get(1).at("/error/id").asText());
  }

  @Test
  void withoutTheAgentTheStackIsTheJavaStack() throws IOException, InterruptedException {
    Outcome outcome = program().env("OTEL_SERVICE_NAME", "shop").run();

    assertThat(outcome.exitCode()).isZero();
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(5).noneMatch(line -> line.has("trace_id"));
    JsonNode error = lines.get(1);
    assertThat(error.at("/error/type").asText()).isEqualTo("org.luaj.vm2.LuaError");
    assertThat(error.at("/error/causes/0/type").asText())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(lines.get(2).at("/error/id")).isEqualTo(error.at("/error/id"));
    assertThat(error.at("/service/name").asText()).isEqualTo("shop");
  }

  private ForkedJvm program() throws IOException {
    Path configuration = Files.writeString(folder.resolve("logback.xml"), CONFIGURATION);
    return ForkedJvm.of(LoggedError.class)
        .with(ForkedJvm.LUAJ)
        .with(jar("encoder"), jar("model"), jar("logback"), jar("logback-core"), jar("slf4j"))
        .flag("logback.configurationFile", configuration)
        .flag("log.file", folder.resolve("log.json"));
  }

  private List<JsonNode> lines() throws IOException {
    return ErrorLines.read(folder.resolve("log.json"));
  }

  private static List<String> frames(JsonNode frames) {
    return StreamSupport.stream(frames.spliterator(), false)
        .map(
            frame ->
                String.join(
                    " ",
                    frame.get("lang").asText(),
                    frame.get("function").asText(),
                    frame.get("file").asText()))
        .toList();
  }

  private static Path jar(String name) {
    return Path.of(System.getProperty("moontrace.test." + name));
  }
}
