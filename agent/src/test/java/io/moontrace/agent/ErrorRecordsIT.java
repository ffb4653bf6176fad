package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.MixedError;
import io.moontrace.agent.program.Surfacing;
import io.moontrace.error.ErrorLines;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors as OTLP log records, in addition to span events and the lines of the errors file. */
class ErrorRecordsIT {
  private static final String SCOPE = "io.moontrace";
  private static final String STACK = "exception.stacktrace";

  @TempDir private Path folder;

  @Test
  void aRecordHasTheContentOfTheLine() throws IOException, InterruptedException {
    Otlp sent = Otlp.of(program().run());
    List<JsonNode> lines = lines();
    List<JsonNode> records = sent.records(SCOPE);
    assertThat(lines).hasSize(2);
    assertThat(records).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      assertSame(records.get(i), lines.get(i));
    }
  }

  private static void assertSame(JsonNode record, JsonNode line) {
    assertThat(record.get("eventName").asText()).isEqualTo("exception");
    assertThat(record.get("severityNumber").asInt()).isEqualTo(17);
    assertThat(record.get("severityText")).isEqualTo(line.get("log.level"));
    assertThat(record.at("/body/stringValue")).isEqualTo(line.get("message"));
    assertThat(record.get("traceId")).isEqualTo(line.get("trace_id"));
    assertThat(record.get("spanId")).isEqualTo(line.get("span_id"));
    assertThat(record.get("flags").asInt())
        .isEqualTo(Integer.parseInt(line.get("trace_flags").asText(), 16));
    JsonNode attributes = record.get("attributes");
    assertThat(attributes.get("event.id")).isEqualTo(line.at("/event/id"));
    assertThat(attributes.get("lang")).isEqualTo(line.get("lang"));
    assertThat(attributes.get("thread.name")).isEqualTo(line.at("/process/thread/name"));
    assertThat(attributes.get("exception.type")).isEqualTo(line.at("/error/type"));
    assertThat(attributes.get("exception.message")).isEqualTo(line.at("/error/message"));
    assertThat(attributes.get(STACK)).isEqualTo(line.at("/error/stack_trace"));
    for (String name : List.of("id", "type", "fingerprint", "handled", "frames", "causes")) {
      assertThat(attributes.get("error." + name)).as(name).isEqualTo(line.at("/error/" + name));
    }
    assertThat(attributes.get("code.file.path")).isEqualTo(line.at("/log/origin/file/name"));
    assertThat(attributes.get("code.line.number")).isEqualTo(line.at("/log/origin/file/line"));
    assertThat(attributes.get("code.function.name").asText())
        .endsWith(line.at("/log/origin/function").asText());
  }

  @Test
  void theSpanHasAnEventOfTheSameError() throws IOException, InterruptedException {
    Otlp sent = Otlp.of(program().run());
    assertThat(events(sent))
        .extracting(event -> event.at("/attributes/error.id"))
        .isEqualTo(ids(sent.records(SCOPE)));
    assertThat(events(sent))
        .extracting(event -> event.get("attributes").get(STACK))
        .isEqualTo(
            sent.records(SCOPE).stream().map(each -> each.get("attributes").get(STACK)).toList());
  }

  @Test
  void logsAloneByTheSettingOfTheAgent() throws IOException, InterruptedException {
    assertLogsAlone(program().flag("otel.semconv.exception.signal.preview", "logs").run());
  }

  @Test
  void logsAloneByTheVariableOfTheSpecification() throws IOException, InterruptedException {
    assertLogsAlone(program().env("OTEL_SEMCONV_EXCEPTION_SIGNAL_OPT_IN", "logs").run());
  }

  @Test
  void logsAloneBesideYaml() throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            folder.resolve("otel.yaml"),
            """
            file_format: "1.1"
            tracer_provider:
              processors:
                - simple:
                    exporter:
                      otlp_file/development:
                        output_stream: stdout
            logger_provider:
              processors:
                - simple:
                    exporter:
                      otlp_file/development:
                        output_stream: stdout
            """);
    assertLogsAlone(
        program()
            .flag("otel.config.file", config)
            .flag("otel.semconv.exception.signal.preview", "logs")
            .run());
  }

  private static void assertLogsAlone(Outcome outcome) {
    Otlp sent = Otlp.of(outcome);
    assertThat(sent.spans()).hasSize(2);
    assertThat(sent.spans()).allMatch(span -> span.at("/status/code").asInt() == 2);
    assertThat(events(sent)).isEmpty();
    assertThat(sent.records(SCOPE)).hasSize(2);
    assertThat(outcome.agentLog()).noneMatch(line -> line.contains("WARN"));
  }

  @Test
  void bothWhereTheSettingIsUnknown() throws IOException, InterruptedException {
    Outcome outcome = program().flag("otel.semconv.exception.signal.preview", "smoke").run();
    Otlp sent = Otlp.of(outcome);
    assertThat(events(sent)).hasSize(2);
    assertThat(sent.records(SCOPE)).hasSize(2);
    assertThat(outcome.agentLog())
        .anyMatch(line -> line.contains("smoke is neither logs nor logs/dup"));
  }

  @Test
  void noRecordsWithoutAnExporterOfLogs() throws IOException, InterruptedException {
    Outcome outcome = program().flag("otel.logs.exporter", "none").run();
    assertThat(Otlp.of(outcome).records(SCOPE)).isEmpty();
    assertThat(events(Otlp.of(outcome))).hasSize(2);
    assertThat(outcome.agentLog()).noneMatch(line -> line.contains("WARN"));
  }

  @Test
  void oneErrorHasOneIdAndIsReportedCompletelyOncePerTrace()
      throws IOException, InterruptedException {
    Otlp sent = Otlp.of(run(ForkedJvm.of(Surfacing.class).with(api())));

    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).at("/error/id")).isEqualTo(lines.get(0).at("/error/id"));
    assertThat(lines.get(2).at("/error/id")).isNotEqualTo(lines.get(0).at("/error/id"));
    assertThat(lines).extracting(line -> line.at("/error").has("frames")).isEqualTo(TOLD_ONCE);

    List<JsonNode> records = sent.records(SCOPE);
    assertThat(ids(records)).isEqualTo(lines.stream().map(line -> line.at("/error/id")).toList());
    assertThat(records).extracting(each -> has(each, STACK)).isEqualTo(TOLD_ONCE);
    assertThat(records).extracting(each -> has(each, "error.frames")).isEqualTo(TOLD_ONCE);
    assertThat(records).extracting(each -> has(each, "error.causes")).isEqualTo(TOLD_ONCE);

    String first = lines.get(0).at("/error/id").asText();
    String second = lines.get(2).at("/error/id").asText();
    assertThat(eventsOf(sent, first)).extracting(each -> has(each, STACK)).containsOnlyOnce(true);
    assertThat(eventsOf(sent, first)).hasSize(4);
    assertThat(eventsOf(sent, second)).extracting(each -> has(each, STACK)).containsOnlyOnce(true);
    assertThat(eventsOf(sent, second)).hasSize(2);
  }

  private static final List<Boolean> TOLD_ONCE = List.of(true, false, true);

  @Test
  void exceptionsThatWereNeverInLuaAreUnchanged() throws IOException, InterruptedException {
    Otlp sent = Otlp.of(run(ForkedJvm.of(Surfacing.class).with(api())));
    assertThat(events(sent))
        .filteredOn(event -> !has(event, "error.id"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.at("/attributes/exception.message").asText())
                  .isEqualTo("never in Lua");
              assertThat(event.get("attributes").get(STACK).asText())
                  .startsWith("java.lang.IllegalArgumentException: never in Lua\n\tat ");
            });
  }

  private static List<JsonNode> events(Otlp sent) {
    List<JsonNode> events = new ArrayList<>();
    sent.spans().forEach(span -> span.path("events").forEach(events::add));
    return events;
  }

  private static List<JsonNode> eventsOf(Otlp sent, String errorId) {
    return events(sent).stream()
        .filter(event -> event.at("/attributes").path("error.id").asText().equals(errorId))
        .toList();
  }

  private static List<JsonNode> ids(List<JsonNode> records) {
    return records.stream().map(each -> each.get("attributes").get("error.id")).toList();
  }

  private static boolean has(JsonNode item, String attribute) {
    return item.get("attributes").has(attribute);
  }

  private List<JsonNode> lines() throws IOException, InterruptedException {
    return ErrorLines.read(errors());
  }

  private Path errors() {
    return folder.resolve("errors.json");
  }

  private ForkedJvm program() {
    return with(ForkedJvm.of(MixedError.class));
  }

  private Outcome run(ForkedJvm program) throws IOException, InterruptedException {
    return with(program).run();
  }

  private ForkedJvm with(ForkedJvm program) {
    return Otlp.written(program.with(ForkedJvm.LUAJ).agent())
        .flag("moontrace.errors.file", errors());
  }

  private static Path[] api() {
    return new Path[] {
      ForkedJvm.jarOf(Span.class),
      ForkedJvm.jarOf(Context.class),
      ForkedJvm.jarOf(ComponentLoader.class)
    };
  }
}
