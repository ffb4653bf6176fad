package io.moontrace.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TerminalSpanExporterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private TerminalSpanExporter exporter;

  @BeforeEach
  void create() throws Exception {
    exporter =
        new TerminalSpanExporter(
            new PrintStream(bytes, true, UTF_8.name()), new TerminalTree(false));
  }

  @Test
  void printsATraceWhenItsRootHasArrived() {
    exporter.export(Collections.singletonList(span(1, 2, 1)));
    assertThat(printed()).isEmpty();

    exporter.export(Collections.singletonList(span(1, 1, 0)));
    assertThat(printed()).containsExactly(header(1) + "  2 spans", "s1", "`- s2");
  }

  @Test
  void keepsTracesApart() {
    exporter.export(Arrays.asList(span(1, 2, 1), span(2, 2, 1), span(2, 1, 0), span(1, 1, 0)));

    assertThat(printed())
        .containsExactly(
            header(1) + "  2 spans", "s1", "`- s2", header(2) + "  2 spans", "s1", "`- s2");
  }

  @Test
  void printsATraceWithoutARootAtTheSecondExportWithoutANewSpan() {
    exporter.export(Collections.singletonList(span(1, 3, 2)));
    exporter.export(Collections.singletonList(span(1, 2, 1)));
    exporter.export(Collections.emptyList());
    assertThat(printed()).isEmpty();

    exporter.export(Collections.emptyList());
    assertThat(printed())
        .containsExactly(header(1) + "  2 spans  (the root is not among them)", "s2", "`- s3");
  }

  @Test
  void printsWaitingTracesAtFlushAndShutdown() {
    exporter.export(Collections.singletonList(span(1, 2, 1)));
    assertThat(exporter.flush().isSuccess()).isTrue();
    assertThat(printed()).hasSize(2);

    exporter.export(Collections.singletonList(span(2, 2, 1)));
    assertThat(exporter.shutdown().isSuccess()).isTrue();
    assertThat(printed()).hasSize(4);
    assertThat(exporter.export(Collections.emptyList()).isSuccess()).isFalse();
  }

  @Test
  void printsTheNumberOfDroppedSpans() {
    List<SpanData> spans = new ArrayList<>();
    for (int trace = 1; trace <= TerminalSpanExporter.MAX_TRACES + 3; trace++) {
      spans.add(span(trace, 2, 1));
    }
    exporter.export(spans);

    assertThat(printed()).containsExactly("3 spans dropped: more than 512 traces were waiting");
  }

  @Test
  void aTraceThatCannotBePrintedIsAFailedExportAndNotTriedAgain() {
    SpanData broken =
        new DelegatingSpanData(span(1, 1, 0)) {
          @Override
          public String getName() {
            throw new IllegalStateException("broken");
          }
        };

    assertThat(exporter.export(Collections.singletonList(broken)).isSuccess()).isFalse();
    assertThat(exporter.export(Collections.singletonList(span(2, 1, 0))).isSuccess()).isTrue();
    assertThat(printed()).containsExactly(header(2) + "  1 span", "s1");
  }

  @Test
  void tracesOfManyThreadsDoNotMix() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> exports = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      List<SpanData> spans = Arrays.asList(span(i, 2, 1), span(i, 1, 0));
      exports.add(threads.submit(() -> exporter.export(spans)));
    }
    for (Future<?> export : exports) {
      export.get();
    }
    threads.shutdown();

    List<String> lines = printed();
    assertThat(lines).hasSize(600);
    for (int i = 0; i < lines.size(); i += 3) {
      assertThat(lines.get(i)).startsWith("trace ");
      assertThat(lines.subList(i + 1, i + 3)).containsExactly("s1", "`- s2");
    }
  }

  @Test
  void theAgentFindsItByItsName() {
    assertThat(ServiceLoader.load(ConfigurableSpanExporterProvider.class))
        .filteredOn(provider -> provider.getName().equals("terminal"))
        .hasExactlyElementsOfTypes(TerminalSpanExporterProvider.class);
  }

  @Test
  void boxLinesNeedACharsetThatHasThem() {
    assertThat(TerminalSpanExporterProvider.hasBoxLines(UTF_8)).isTrue();
    assertThat(TerminalSpanExporterProvider.hasBoxLines(US_ASCII)).isFalse();
    assertThat(TerminalSpanExporterProvider.hasBoxLines(ISO_8859_1)).isFalse();
  }

  /** The non-empty lines so far, without kinds and durations of spans. */
  private List<String> printed() {
    List<String> lines = new ArrayList<>();
    for (String line : new String(bytes.toByteArray(), UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(line.replaceFirst("  INTERNAL  .*", ""));
      }
    }
    return lines;
  }

  private static String header(int trace) {
    return "trace " + traceId(trace);
  }

  private static String traceId(int trace) {
    return String.format("%032x", trace);
  }

  private static SpanData span(int trace, int id, int parent) {
    return TestSpanData.builder()
        .setSpanContext(context(trace, id))
        .setParentSpanContext(parent == 0 ? SpanContext.getInvalid() : context(trace, parent))
        .setName("s" + id)
        .setKind(SpanKind.INTERNAL)
        .setStatus(StatusData.unset())
        .setHasEnded(true)
        .setStartEpochNanos(0)
        .setEndEpochNanos(1_000_000)
        .build();
  }

  private static SpanContext context(int trace, int id) {
    return SpanContext.create(
        traceId(trace),
        String.format("%016x", id),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }
}
