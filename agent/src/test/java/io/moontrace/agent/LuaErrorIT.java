package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.fixture.Scripts;
import io.moontrace.agent.golden.Cell;
import io.moontrace.agent.golden.GoldenText;
import io.moontrace.error.ErrorLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.Globals;

/**
 * Each script of {@code scripts/} fails with the stack in its {@code .expected} file, both in the
 * span event and in the JSON line. {@link GoldenMatrixIT} runs them in other configurations.
 */
class LuaErrorIT {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");
  private static final AttributeKey<String> ERROR_ID = AttributeKey.stringKey("error.id");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private static final Path ERRORS = Path.of(System.getProperty("moontrace.errors.file"));

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  static List<String> scripts() {
    return Goldens.scripts();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void standardGlobals(String script) {
    failsAsExpected(Cell.Kind.STANDARD_GLOBALS, script);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void debugGlobals(String script) {
    failsAsExpected(Cell.Kind.DEBUG_GLOBALS, script);
  }

  private static void failsAsExpected(Cell.Kind kind, String script) {
    Cell cell = new Cell(Cell.Engine.INTERPRETER, kind);
    Globals globals = Scripts.prepare(cell.globals());

    Throwable thrown = catchThrowable(() -> Scripts.run(globals, script + ".lua"));

    assertThat(thrown).isNotNull();
    SpanData span = testing.waitForTraces(1).get(0).get(0);
    assertThat(span.getName()).isEqualTo("lua " + script + ".lua");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusData.error().getStatusCode());
    assertThat(span.getEvents()).hasSize(1);
    EventData event = span.getEvents().get(0);
    assertThat(event.getName()).isEqualTo("exception");
    String stack = event.getAttributes().get(STACK);
    assertThat(GoldenText.of(stack)).isEqualTo(Goldens.expected(cell, script));
    assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo(event.getAttributes().get(TYPE));

    JsonNode line = lineOf(span.getTraceId());
    assertThat(line.at("/span_id").asText()).isEqualTo(span.getSpanId());
    assertThat(line.at("/error/stack_trace").asText()).isEqualTo(stack);
    assertThat(line.at("/error/type").asText()).isEqualTo(event.getAttributes().get(TYPE));
    assertThat(line.at("/error/message").asText()).isEqualTo(event.getAttributes().get(MESSAGE));
    assertThat(line.at("/error/id").asText()).isEqualTo(event.getAttributes().get(ERROR_ID));
  }

  /** Waits for the line, which another thread writes. */
  private static JsonNode lineOf(String traceId) {
    return Awaitility.await()
        .until(
            () ->
                Files.readAllLines(ERRORS).stream()
                    .filter(line -> line.contains(traceId) && line.contains("\"handled\":false"))
                    .map(ErrorLines::valid)
                    .findFirst()
                    .orElse(null),
            line -> line != null);
  }
}
