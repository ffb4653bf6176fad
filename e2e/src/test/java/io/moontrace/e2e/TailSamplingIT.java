package io.moontrace.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moontrace.e2e.SyntheticTrace.Kind;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * {@code gateway-tier.yaml} on several collectors: which traces reach Jaeger, and whether they are
 * complete.
 */
final class TailSamplingIT {
  private static final String SERVICE = "synthetic-service";
  private static final long SEED = 7;
  private static final int TRACES = 1000;
  private static final int LIMIT = 2 * TRACES;

  /** Traces whose spans are sent at the same time, in random order. */
  private static final int BATCH = 100;

  private static final int SPANS_PER_REQUEST = 10;

  /** Includes the time for the sampling decision, on a machine with other load. */
  private static final Duration ARRIVAL = Duration.ofSeconds(90);

  /** {@code KEEP_PERCENT}, with a tolerance of four standard deviations. */
  private static final double SHARE = 0.10;

  private static final double DEVIATIONS = 4;

  @Test
  void everyTraceWithAnErrorArrivesCompletelyAndAShareOfTheRest() {
    List<SyntheticTrace> traces = SyntheticTrace.list(TRACES, SEED);
    try (Gateways gateways = Gateways.start()) {
      send(traces, gateways.otlp());
      awaitDecisions(gateways);

      Map<String, Set<String>> stored = awaitComplete(gateways.jaeger(), worthKeeping(traces));
      assertThat(of(traces, Kind.FAILED)).hasSize(40);
      assertThat(of(traces, Kind.CAUGHT)).hasSize(10);
      assertThat(stored.values()).as("spans of each").allMatch(s -> s.size() == 4);
      assertThatAShareIsKept(of(traces, Kind.ORDINARY), stored.keySet());

      assertThatLateSpansAreHandled(traces, stored.keySet(), gateways);
    }
  }

  @Test
  void spansAcceptedByAKilledCollectorArrive() {
    List<SyntheticTrace> traces = SyntheticTrace.list(TRACES / 5, SEED);
    try (Gateways gateways = Gateways.start()) {
      gateways.stopGateways();
      URI front = gateways.otlp().get(0);
      send(traces, List.of(front));
      gateways.killFront();
      gateways.startAgain();

      awaitComplete(gateways.jaeger(), worthKeeping(traces));
    }
  }

  /** Sends the spans of each trace to all collectors concurrently, in separate requests. */
  private static void send(List<SyntheticTrace> traces, List<URI> collectors) {
    Random random = new Random(SEED);
    for (int first = 0; first < traces.size(); first += BATCH) {
      List<Span> spans = new ArrayList<>();
      traces.subList(first, first + BATCH).forEach(trace -> spans.addAll(trace.spans()));
      Collections.shuffle(spans, random);
      List<CompletableFuture<Void>> senders = new ArrayList<>();
      for (int i = 0; i < collectors.size(); i++) {
        OtlpSender sender = new OtlpSender(collectors.get(i), SERVICE);
        List<Span> share = everyNth(spans, i, collectors.size());
        senders.add(CompletableFuture.runAsync(() -> sendInParts(sender, share)));
      }
      senders.forEach(CompletableFuture::join);
    }
  }

  private static List<Span> everyNth(List<Span> spans, int first, int step) {
    List<Span> share = new ArrayList<>();
    for (int i = first; i < spans.size(); i += step) {
      share.add(spans.get(i));
    }
    return share;
  }

  private static void sendInParts(OtlpSender sender, List<Span> spans) {
    for (int i = 0; i < spans.size(); i += SPANS_PER_REQUEST) {
      sender.send(spans.subList(i, Math.min(i + SPANS_PER_REQUEST, spans.size())));
    }
  }

  /** Both gateways have sampled a fair share of the traces, and no trace was at both. */
  private static void awaitDecisions(Gateways gateways) {
    String decided = "otelcol_processor_tail_sampling_global_count_traces_sampled";
    await()
        .atMost(ARRIVAL)
        .untilAsserted(
            () -> {
              List<Long> counts = gateways.metrics().stream().map(m -> m.sum(decided)).toList();
              assertThat(counts.stream().mapToLong(n -> n).sum()).isEqualTo(TRACES);
              assertThat(counts).allMatch(n -> n > TRACES / 4);
            });
  }

  /** All spans in Jaeger, once it has every span of these traces. */
  private static Map<String, Set<String>> awaitComplete(
      Jaeger jaeger, List<SyntheticTrace> traces) {
    List<Map<String, Set<String>>> found = new ArrayList<>();
    await()
        .atMost(ARRIVAL)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              found.add(0, jaeger.spans(SERVICE, LIMIT));
              for (SyntheticTrace trace : traces) {
                assertThat(found.get(0).get(trace.id()))
                    .as("%s trace %s", trace.kind(), trace.id())
                    .isEqualTo(trace.spans().stream().map(TailSamplingIT::id).collect(toSet()));
              }
            });
    return found.get(0);
  }

  private static void assertThatAShareIsKept(List<SyntheticTrace> ordinary, Set<String> stored) {
    long kept = ordinary.stream().filter(trace -> stored.contains(trace.id())).count();
    double expected = SHARE * ordinary.size();
    double bound = DEVIATIONS * Math.sqrt(expected * (1 - SHARE));
    assertThat((double) kept).isBetween(expected - bound, expected + bound);
  }

  /** A late span of a kept trace joins it; a late error of a dropped trace is kept alone. */
  private static void assertThatLateSpansAreHandled(
      List<SyntheticTrace> traces, Set<String> stored, Gateways gateways) {
    SyntheticTrace kept = of(traces, Kind.FAILED).get(0);
    SyntheticTrace dropped =
        of(traces, Kind.ORDINARY).stream().filter(t -> !stored.contains(t.id())).findAny().get();
    Span joins = kept.another(false);
    Span alone = dropped.another(true);
    new OtlpSender(gateways.otlp().get(0), SERVICE).send(List.of(joins, alone));

    await()
        .atMost(ARRIVAL)
        .untilAsserted(
            () -> {
              Map<String, Set<String>> spans = gateways.jaeger().spans(SERVICE, LIMIT);
              assertThat(spans.get(kept.id())).hasSize(SyntheticTrace.SPANS + 1);
              assertThat(spans.get(dropped.id())).containsExactly(id(alone));
            });
  }

  private static List<SyntheticTrace> worthKeeping(List<SyntheticTrace> traces) {
    return traces.stream().filter(trace -> trace.kind() != Kind.ORDINARY).toList();
  }

  private static List<SyntheticTrace> of(List<SyntheticTrace> traces, Kind kind) {
    return traces.stream().filter(trace -> trace.kind() == kind).toList();
  }

  private static String id(Span span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }
}
