package io.moontrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class TerminalTreeTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");

  /** A server, Lua, an HTTP client, and the server of the client's request in the same process. */
  private static final SpanData[] ORDER = {
    span(4, 3, "GET /quote", 30, 5)
        .setKind(SpanKind.SERVER)
        .setAttributes(Attributes.of(METHOD, "GET", PATH, "/quote", STATUS, 200L))
        .build(),
    span(3, 2, "GET", 20, 20)
        .setKind(SpanKind.CLIENT)
        .setAttributes(Attributes.of(METHOD, "GET", URL, "http://127.0.0.1:2/quote", STATUS, 200L))
        .build(),
    span(5, 2, "save", 50, 1).build(),
    span(2, 1, "lua scripts/orders.lua:checkout", 10, 60)
        .setStatus(StatusData.create(StatusCode.ERROR, "no"))
        .setAttributes(
            Attributes.of(
                AttributeKey.stringKey("code.file.path"),
                "scripts/orders.lua",
                AttributeKey.longKey("code.line.number"),
                25L))
        .setEvents(
            Collections.singletonList(
                exception(
                    "E: no\n\tat <lua> reserve(scripts/orders.lua:18)\n\tat a.B.c(B.java:9)\n")))
        .build(),
    span(1, 0, "POST /orders", 0, 80)
        .setKind(SpanKind.SERVER)
        .setStatus(StatusData.error())
        .setAttributes(Attributes.of(METHOD, "POST", PATH, "/orders", STATUS, 500L))
        .build(),
  };

  @Test
  void drawsChildrenBelowTheirParentsAndStacksBelowTheirSpan() {
    assertThat(text(true, ORDER))
        .isEqualTo(
            """
                trace 0af7651916cd43dd8448eb211c80319c  shop  5 spans
                POST /orders  SERVER  80.0 ms  ERROR  POST /orders 500
                └─ lua scripts/orders.lua:checkout  INTERNAL  60.0 ms  ERROR  scripts/orders.lua:25
                   │  E: no
                   │      at <lua> reserve(scripts/orders.lua:18)
                   │      at a.B.c(B.java:9)
                   ├─ GET  CLIENT  20.0 ms  GET http://127.0.0.1:2/quote 200
                   │  └─ GET /quote  SERVER  5.0 ms  GET /quote 200
                   └─ save  INTERNAL  1.0 ms

                """);
  }

  @Test
  void drawsWithAsciiIfTheTerminalSupportsNothingElse() {
    assertThat(text(false, ORDER))
        .contains("`- lua ", "   |- GET  ", "   |  `- GET /quote", "   |      at a.B.c(B.java:9)\n")
        .matches("\\p{ASCII}*");
  }

  @Test
  void spansWithMissingParentsAreAtTheTop() {
    assertThat(text(true, span(8, 7, "late", 5, 1).build(), span(6, 9, "early", 1, 1).build()))
        .isEqualTo(
            """
                trace 0af7651916cd43dd8448eb211c80319c  shop  2 spans  (the root is not among them)
                early  INTERNAL  1.0 ms
                late  INTERNAL  1.0 ms

                """);
  }

  @Test
  void spansThatAreEachOthersParentsAreDrawnOnce() {
    assertThat(
            text(
                true,
                span(1, 2, "one", 0, 1).build(),
                span(2, 1, "two", 1, 1).build(),
                span(3, 3, "three", 2, 1).build()))
        .endsWith("\none  INTERNAL  1.0 ms\n└─ two  INTERNAL  1.0 ms\nthree  INTERNAL  1.0 ms\n\n");
  }

  @Test
  void spansBeyondTheLimitAreCountedButTheRootIsKept() {
    TerminalTrace trace = new TerminalTrace();
    for (int i = 2; i < TerminalTrace.MAX_SPANS + 5; i++) {
      trace.add(span(i, 1, "child", i, 1).build(), 1);
    }
    trace.add(span(1, 0, "root", 0, 1).build(), 1);

    assertThat(new TerminalTree(true).text(trace))
        .startsWith("trace " + TRACE + "  shop  201 spans, 3 more dropped\nroot  INTERNAL");
  }

  @Test
  void stacksAreBounded() {
    StringBuilder stack = new StringBuilder("E: no\r\n");
    for (int i = 0; i < 100; i++) {
      stack.append("\tat a.B.c(B.java:").append(i).append(")\n");
    }
    EventData exception = exception(stack.toString());

    assertThat(
            TerminalSpan.exceptions(
                span(1, 0, "root", 0, 1)
                    .setEvents(Collections.nCopies(TerminalSpan.MAX_EXCEPTIONS + 2, exception))
                    .build()))
        .hasSize(TerminalSpan.MAX_EXCEPTIONS * (TerminalSpan.MAX_STACK_LINES + 1) + 1)
        .startsWith("E: no", "    at a.B.c(B.java:0)")
        .containsSequence("    at a.B.c(B.java:38)", "    ... 61 more lines", "E: no")
        .endsWith("... 2 more exceptions");
  }

  @Test
  void anExceptionWithoutAStackIsItsTypeAndMessage() {
    Attributes attributes =
        Attributes.of(
            AttributeKey.stringKey("exception.type"), "E",
            AttributeKey.stringKey("exception.message"), "no");

    assertThat(
            TerminalSpan.exceptions(
                span(1, 0, "root", 0, 1)
                    .setEvents(
                        Collections.singletonList(EventData.create(0, "exception", attributes)))
                    .build()))
        .containsExactly("E: no");
  }

  @Test
  void controlCharactersAreEscaped() {
    SpanData span =
        span(1, 0, "a\u001b[2J\n\u202eb\u0085", 0, 1)
            .setEvents(Collections.singletonList(exception("E: \u001b]0;x\u0007\n\tat\u009bx")))
            .build();

    assertThat(text(true, span))
        .endsWith(
            """

                a\\u001b[2J\\u000a\\u202eb\\u0085  INTERNAL  1.0 ms
                   E: \\u001b]0;x\\u0007
                       at\\u009bx

                """);
  }

  @Test
  void theDescriptionOfAnErrorIsOnTheLineIfThereIsNoStack() {
    SpanData span =
        span(1, 0, "root", 0, 1).setStatus(StatusData.create(StatusCode.ERROR, "\u0007no")).build();

    assertThat(TerminalSpan.line(span)).isEqualTo("root  INTERNAL  1.0 ms  ERROR: \\u0007no");
  }

  @Test
  void longNamesAreTruncated() {
    String name = String.join("", Collections.nCopies(500, "x"));

    assertThat(TerminalText.line(name)).isEqualTo(name.substring(0, 300) + "...");
  }

  private static String text(boolean boxLines, SpanData... spans) {
    TerminalTrace trace = new TerminalTrace();
    for (SpanData span : spans) {
      trace.add(span, 1);
    }
    return new TerminalTree(boxLines).text(trace);
  }

  private static EventData exception(String stack) {
    return EventData.create(0, "exception", Attributes.of(STACK, stack));
  }

  private static TestSpanData.Builder span(int id, int parent, String name, int start, int millis) {
    return TestSpanData.builder()
        .setSpanContext(context(id))
        .setParentSpanContext(parent == 0 ? SpanContext.getInvalid() : context(parent))
        .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop")))
        .setName(name)
        .setKind(SpanKind.INTERNAL)
        .setStatus(StatusData.unset())
        .setHasEnded(true)
        .setStartEpochNanos(start * 1_000_000L)
        .setEndEpochNanos((start + millis) * 1_000_000L);
  }

  private static SpanContext context(int id) {
    return SpanContext.create(
        TRACE, String.format("%016x", id), TraceFlags.getSampled(), TraceState.getDefault());
  }
}
