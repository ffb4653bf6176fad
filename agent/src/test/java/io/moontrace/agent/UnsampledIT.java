package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.error.ErrorLines;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;

/** An unsampled request has no span, but its errors are written. */
class UnsampledIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final Path ERRORS = Path.of(System.getProperty("moontrace.errors.file"));

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final Globals globals = JsePlatform.standardGlobals();

  @Test
  void noSpanButTheErrorLine() {
    Runnable request =
        () -> {
          globals.load("return 1", "@good.lua").call();
          assertThat(catchThrowable(() -> globals.load("error('x')", "@bad.lua").call()))
              .isNotNull();
          assertThat(Span.current().getSpanContext().getSpanId()).isEqualTo(SPAN);
        };
    unsampled().wrap(request).run();
    globals.load("return 1", "@sampled.lua").call();

    JsonNode line = Awaitility.await().until(UnsampledIT::line, Optional::isPresent).orElseThrow();
    assertThat(line.at("/span_id").asText()).isEqualTo(SPAN);
    assertThat(line.at("/trace_flags").asText()).isEqualTo("00");
    assertThat(line.at("/error/stack_trace").asText()).contains("main chunk(bad.lua:1)");
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(span -> span.hasName("lua sampled.lua")));
  }

  private static Context unsampled() {
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            TRACE, SPAN, TraceFlags.getDefault(), TraceState.getDefault());
    return Context.root().with(Span.wrap(parent));
  }

  private static Optional<JsonNode> line() throws IOException {
    return Files.readAllLines(ERRORS).stream()
        .filter(line -> line.contains(TRACE))
        .map(ErrorLines::valid)
        .findFirst();
  }
}
