package io.moontrace.e2e;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A generated trace: a root with three children.
 *
 * @param spans the root first
 */
record SyntheticTrace(String id, Kind kind, List<Span> spans) {
  static final int SPANS = 4;

  private static final Duration USUAL = Duration.ofMillis(40);
  private static final Duration SLOW = Duration.ofMillis(1500);

  /** As many attributes as spans of a server have. */
  private static final List<KeyValue> ATTRIBUTES =
      Stream.of(
              "http.request.method=POST",
              "http.route=/orders",
              "http.response.status_code=200",
              "url.scheme=http",
              "url.path=/orders",
              "url.query=customer=ada&sku=tea&quantity=1",
              "server.address=127.0.0.1",
              "client.address=127.0.0.1",
              "network.protocol.version=1.1",
              "user_agent.original=Java-http-client/17",
              "thread.name=worker-1")
          .map(text -> text.split("=", 2))
          .map(pair -> attribute(pair[0], pair[1]))
          .toList();

  /** The property for which a trace is kept, if any. */
  enum Kind {
    /** One of its spans has status ERROR. */
    FAILED,
    /** One of its spans has an exception event; none has status ERROR. */
    CAUGHT,
    SLOW,
    ORDINARY
  }

  /**
   * Of 1,000 traces, 40 have failed, 10 have a caught error, and 20 are slow. The same seed yields
   * the same ids.
   */
  static List<SyntheticTrace> list(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToObj(i -> create(kind(i), i % SPANS, random)).toList();
  }

  private static Kind kind(int i) {
    if (i % 20 == 1) {
      return i % 100 == 1 ? Kind.CAUGHT : Kind.FAILED;
    }
    return i % 50 == 8 ? Kind.SLOW : Kind.ORDINARY;
  }

  /**
   * @param special the index of the span that has failed
   */
  private static SyntheticTrace create(Kind kind, int special, Random random) {
    ByteString id = ByteString.copyFrom(bytes(16, random));
    ByteString root = ByteString.copyFrom(bytes(8, random));
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < SPANS; i++) {
      Span.Builder span = span(id, kind == Kind.SLOW ? SLOW : USUAL);
      if (i == 0) {
        span.setSpanId(root);
      } else {
        span.setSpanId(ByteString.copyFrom(bytes(8, random))).setParentSpanId(root);
      }
      if (i == special) {
        mark(span, kind);
      }
      spans.add(span.build());
    }
    return new SyntheticTrace(HexFormat.of().formatHex(id.toByteArray()), kind, spans);
  }

  private static void mark(Span.Builder span, Kind kind) {
    if (kind == Kind.FAILED) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    } else if (kind == Kind.CAUGHT) {
      long time = span.getEndTimeUnixNano();
      span.addEvents(Span.Event.newBuilder().setName("exception").setTimeUnixNano(time));
    }
  }

  /** One more span of this trace, with or without status ERROR. */
  Span another(boolean failed) {
    Span.Builder span = span(spans.get(0).getTraceId(), USUAL);
    span.setSpanId(ByteString.copyFrom(bytes(8, new Random())));
    if (failed) {
      mark(span, Kind.FAILED);
    }
    return span.build();
  }

  private static Span.Builder span(ByteString trace, Duration duration) {
    Instant now = Instant.now();
    long end = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    return Span.newBuilder()
        .setTraceId(trace)
        .setName("synthetic")
        .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
        .setStartTimeUnixNano(end - duration.toNanos())
        .setEndTimeUnixNano(end)
        .addAllAttributes(ATTRIBUTES);
  }

  private static KeyValue attribute(String key, String value) {
    AnyValue text = AnyValue.newBuilder().setStringValue(value).build();
    return KeyValue.newBuilder().setKey(key).setValue(text).build();
  }

  private static byte[] bytes(int count, Random random) {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      bytes.putLong(random.nextLong());
    }
    return bytes.array();
  }
}
