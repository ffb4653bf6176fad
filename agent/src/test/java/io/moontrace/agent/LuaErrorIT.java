package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.fixture.Scripts;
import io.moontrace.error.ErrorLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Each script of {@code scripts/} fails, with the stack that stands in its {@code .expected}. */
class LuaErrorIT {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");
  private static final AttributeKey<String> ERROR_ID = AttributeKey.stringKey("error.id");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private static final Path ERRORS = Path.of(System.getProperty("moontrace.errors.file"));

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  /** All that lie in the folder, so that none is forgotten. */
  static Stream<String> scripts() throws Exception {
    Path folder = Path.of(LuaErrorIT.class.getResource("/scripts").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".lua"))
          .map(name -> name.substring(0, name.length() - ".lua".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void standardGlobals(String script) {
    failsAsExpected(JsePlatform.standardGlobals(), script, script + ".expected");
  }

  /** DebugLib itself fails now and then; what it throws then is in {@code .debug.expected}. */
  @ParameterizedTest
  @MethodSource("scripts")
  void debugGlobals(String script) {
    String own = script + ".debug.expected";
    boolean differs = LuaErrorIT.class.getResource("/scripts/" + own) != null;
    failsAsExpected(JsePlatform.debugGlobals(), script, differs ? own : script + ".expected");
  }

  private static void failsAsExpected(Globals globals, String script, String expected) {
    Scripts.prepare(globals);

    Throwable thrown = catchThrowable(() -> Scripts.run(globals, script + ".lua"));

    assertThat(thrown).isNotNull();
    SpanData span = testing.waitForTraces(1).get(0).get(0);
    assertThat(span.getName()).isEqualTo("lua " + script + ".lua");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusData.error().getStatusCode());
    assertThat(span.getEvents()).hasSize(1);
    EventData event = span.getEvents().get(0);
    assertThat(event.getName()).isEqualTo("exception");
    String stack = event.getAttributes().get(STACK);
    assertThat(withoutTestFrames(stack)).isEqualTo(Scripts.read(expected));
    assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo(event.getAttributes().get(TYPE));

    JsonNode line = lineOf(span.getTraceId());
    assertThat(line.at("/span_id").asText()).isEqualTo(span.getSpanId());
    assertThat(line.at("/error/stack_trace").asText()).isEqualTo(stack);
    assertThat(line.at("/error/type").asText()).isEqualTo(event.getAttributes().get(TYPE));
    assertThat(line.at("/error/message").asText()).isEqualTo(event.getAttributes().get(MESSAGE));
    assertThat(line.at("/error/id").asText()).isEqualTo(event.getAttributes().get(ERROR_ID));
  }

  /** From each part of the stack, what lies outside of {@link Scripts#run} is left out. */
  private static String withoutTestFrames(String stack) {
    StringBuilder kept = new StringBuilder();
    boolean outside = false;
    for (String line : stack.lines().toList()) {
      outside = outside && line.startsWith("\tat ");
      if (!outside) {
        kept.append(withoutNumbersOfThisRun(line)).append('\n');
      }
      outside |= line.contains("fixture.Scripts.run(");
    }
    return kept.toString();
  }

  /** Identity hashes, lines of the JDK, and how many frames the test framework has. */
  private static String withoutNumbersOfThisRun(String line) {
    return line.replaceAll("table: [0-9a-f]+", "table: #")
        .replaceAll("Thread.java:[0-9]+", "Thread.java:#")
        .replaceAll("\\.\\.\\. [0-9]+ more", "... # more");
  }

  /** Written by a thread of its own, so it may take a moment. */
  private static JsonNode lineOf(String traceId) {
    return Awaitility.await()
        .until(
            () ->
                Files.readAllLines(ERRORS).stream()
                    .filter(line -> line.contains(traceId))
                    .map(ErrorLines::valid)
                    .findFirst()
                    .orElse(null),
            line -> line != null);
  }
}
