package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.LoggedInTraces;
import io.moontrace.error.ErrorLines;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The records that the stock agent makes of log events, compared with the lines of the same events.
 */
class LoggedRecordsIT {
  private static final String SCOPE = "app.orders";
  private static final String STACK = "exception.stacktrace";
  private static final String CONFIGURATION =
      """
      <configuration>
        <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
        <appender name="FILE" class="ch.qos.logback.core.FileAppender">
          <file>${log.file}</file>
          <encoder class="io.moontrace.logback.ErrorEventEncoder">
            <contextKey>user_id</contextKey>
          </encoder>
        </appender>
        <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
          <appender-ref ref="FILE"/>
        </appender>
        <shutdownHook class="ch.qos.logback.core.hook.DefaultShutdownHook"/>
        <root level="INFO"><appender-ref ref="ASYNC"/></root>
      </configuration>
      """;

  @TempDir private Path folder;

  @Test
  void aRecordHasTheContentOfTheLinesOfTheEvent() throws IOException, InterruptedException {
    Path shade = folder.resolve("shade.json");
    Outcome outcome =
        program().flag("moontrace.logback", "shade").flag("moontrace.logback.file", shade).run();
    List<JsonNode> records = Otlp.of(outcome).records(SCOPE);
    List<JsonNode> lines = ErrorLines.read(shade);
    assertThat(messages(records))
        .containsExactly("left Lua", "order failed", "and again", "in no trace", "of Java");
    assertThat(lines).hasSameSizeAs(records);
    for (int i = 0; i < lines.size(); i++) {
      assertSame(records.get(i), lines.get(i));
    }
    assertThat(eventIds(ErrorLines.read(folder.resolve("log.json")))).isEqualTo(eventIds(lines));
    assertThat(Otlp.of(outcome).records("io.moontrace")).hasSize(1);
  }

  private static void assertSame(JsonNode record, JsonNode line) {
    JsonNode attributes = record.get("attributes");
    assertThat(attributes.get("event.id")).isEqualTo(line.at("/event/id"));
    assertThat(attributes.get("lang")).isEqualTo(line.get("lang"));
    assertThat(record.path("traceId")).isEqualTo(line.path("trace_id"));
    for (String name : List.of("id", "type", "fingerprint", "handled", "frames", "causes")) {
      assertThat(attributes.path("error." + name)).as(name).isEqualTo(line.at("/error/" + name));
    }
    line.path("context")
        .fields()
        .forEachRemaining(
            each ->
                assertThat(attributes.get("context." + each.getKey())).isEqualTo(each.getValue()));
    assertThat(attributes.path("exception.type")).isEqualTo(line.at("/error/type"));
    assertThat(attributes.path("exception.message")).isEqualTo(line.at("/error/message"));
    assertThat(attributes.path(STACK).asText()).isEqualTo(line.at("/error/stack_trace").asText());
  }

  @Test
  void eachErrorIsReportedCompletelyOncePerTraceWithTheInterleavedStack()
      throws IOException, InterruptedException {
    Otlp sent = Otlp.of(program().run());
    List<JsonNode> records = sent.records(SCOPE);
    JsonNode id = sent.records("io.moontrace").get(0).at("/attributes/error.id");
    JsonNode first = records.get(1).get("attributes");
    JsonNode second = records.get(2).get("attributes");
    assertThat(first.get("error.id")).isEqualTo(second.get("error.id")).isEqualTo(id);
    assertThat(first.get(STACK).asText()).contains("\tat <lua> main chunk(scripts/orders.lua:4)");
    assertThat(first.get("lang").asText()).isEqualTo("lua");
    assertThat(second.get(STACK).asText()).isEmpty();
    assertThat(second.has("error.frames")).isFalse();
    assertThat(records.get(4).at("/attributes/" + STACK).asText())
        .startsWith("java.lang.IllegalArgumentException: never in Lua\n\tat ");
  }

  @Test
  void businessContextIsInEachRecord() throws IOException, InterruptedException {
    List<JsonNode> records = Otlp.of(program().run()).records(SCOPE);
    assertThat(records)
        .extracting(record -> record.at("/attributes/context.user_id").asText())
        .containsOnly("ada");
    assertThat(records).extracting(r -> r.at("/attributes/user.id").asText()).containsOnly("ada");
    assertThat(records)
        .extracting(record -> record.get("attributes").has("context.order_id"))
        .containsExactly(true, true, true, false, false);
  }

  @Test
  void underDeclarativeConfiguration() throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            folder.resolve("otel.yaml"),
            """
            file_format: "1.1"
            tracer_provider:
              processors: [{simple: {exporter: {console: }}}]
            logger_provider:
              processors: [{simple: {exporter: {otlp_file/development: {output_stream: stdout}}}}]
            """);
    Outcome outcome = program().flag("otel.config.file", config).run();
    List<JsonNode> records = Otlp.of(outcome).records(SCOPE);
    assertThat(records).hasSize(5);
    assertThat(records.get(1).at("/attributes/" + STACK).asText()).contains("\tat <lua> ");
    assertThat(eventIds(ErrorLines.read(folder.resolve("log.json"))))
        .isEqualTo(records.stream().map(each -> each.at("/attributes/event.id").asText()).toList());
    assertThat(outcome.agentLog()).noneMatch(line -> line.contains("WARN"));
  }

  @Test
  void withoutAnExporterOfLogsLogbackIsNotInstrumented() throws IOException, InterruptedException {
    Outcome sent = program().run();
    Outcome without = program().flag("otel.logs.exporter", "none").run();
    assertThat(sent.stderr()).contains("Logback is woven: true\n");
    assertThat(without.stderr()).contains("Logback is woven: false\n");
    assertThat(Otlp.of(without).records(SCOPE)).isEmpty();
    assertThat(ErrorLines.read(folder.resolve("log.json"))).hasSize(10);
  }

  private static List<String> messages(List<JsonNode> records) {
    return records.stream().map(record -> record.at("/body/stringValue").asText()).toList();
  }

  private static List<String> eventIds(List<JsonNode> lines) {
    return lines.stream().map(line -> line.at("/event/id").asText()).toList();
  }

  private ForkedJvm program() throws IOException {
    Path configuration = Files.writeString(folder.resolve("logback.xml"), CONFIGURATION);
    return Otlp.written(
            ForkedJvm.of(LoggedInTraces.class)
                .with(ForkedJvm.LUAJ)
                .with(ForkedJvm.logback("1.5.38"))
                .with(jar("encoder"), jar("model"))
                .with(ForkedJvm.jarOf(Span.class), ForkedJvm.jarOf(Context.class))
                .with(ForkedJvm.jarOf(ComponentLoader.class))
                .agent())
        .flag("logback.configurationFile", configuration)
        .flag("moontrace.context.mdc", "user_id")
        .flag("log.file", folder.resolve("log.json"));
  }

  private static Path jar(String name) {
    return Path.of(System.getProperty("moontrace.test." + name));
  }
}
