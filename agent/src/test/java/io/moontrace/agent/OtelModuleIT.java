package io.moontrace.agent;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.satisfies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.ZeroArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Every function of the module {@code otel}, in a program without any reference to the agent. */
class OtelModuleIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + '-' + SPAN + "-01";
  private static final String OTEL = "local otel = require('otel') ";

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final Globals globals = JsePlatform.standardGlobals();

  @Test
  void returnsTheCurrentIds() {
    Varargs told =
        in(
            remote(TraceState.builder().put("b", "2").put("a", "1").build()),
            "return otel.traceparent(), otel.tracestate(), otel.trace_id(), otel.span_id(),"
                + " otel.sampled()");
    SpanData entry = entry();
    assertThat(entry.getTraceId()).isEqualTo(TRACE);
    assertThat(told.tojstring(1))
        .isEqualTo(
            "00-" + TRACE + '-' + entry.getSpanId() + '-' + entry.getSpanContext().getTraceFlags());
    assertThat(told.tojstring(2)).isEqualTo("b=2,a=1");
    assertThat(told.tojstring(3)).isEqualTo(TRACE);
    assertThat(told.tojstring(4)).isEqualTo(entry.getSpanId());
    assertThat(told.checkboolean(5)).isTrue();
  }

  @Test
  void nothingIsCurrentOutsideOfAnEntry() {
    LuaValue otel = run("return otel").arg1();
    for (String name : List.of("traceparent", "tracestate", "trace_id", "span_id")) {
      assertThat(otel.get(name).call().isnil()).as(name).isTrue();
    }
    assertThat(otel.get("sampled").call().toboolean()).isFalse();
    LuaValue text = LuaValue.valueOf("v");
    otel.get("context").get("set").call(text, text);
    otel.get("baggage").get("set").call(text, text);
    assertThat(Baggage.current().isEmpty()).isTrue();
  }

  @Test
  void injectWritesWhatThePropagatorsWrite() {
    Varargs injected =
        run(
            "otel.baggage.set('user', 'Amélie & co')"
                + " local headers = { TraceParent = 'old', other = 'x' }"
                + " return headers == otel.inject(headers), headers, otel.traceparent()");
    LuaValue headers = injected.arg(2);
    assertThat(injected.checkboolean(1)).isTrue();
    assertThat(headers.get("TraceParent").tojstring()).isEqualTo(injected.tojstring(3));
    assertThat(headers.get("traceparent").isnil()).isTrue();
    assertThat(headers.get("baggage").tojstring()).isEqualTo("user=Am%C3%A9lie%20&%20co");
    assertThat(headers.get("other").tojstring()).isEqualTo("x");
  }

  @Test
  void anExtractedContextIsAParentAndIsInjectedUnchanged() {
    Varargs result =
        run(
            """
            local ctx = otel.extract { TRACEPARENT = '%s', tracestate = { 'a=1', 'b=2' },
              Baggage = 'user=ada' }
            local headers = otel.inject({}, ctx)
            local span = otel.start_span('child', { parent = ctx, kind = 'server' })
            local inside, user
            otel.span('run', function() inside = otel.trace_id() user = otel.baggage.get('user') end,
              nil, { parent = ctx })
            span:finish()
            return headers.traceparent, headers.tracestate, headers.baggage, inside, user
            """
                .formatted(TRACEPARENT));
    assertThat(result.tojstring(1)).isEqualTo(TRACEPARENT);
    assertThat(result.tojstring(2)).isEqualTo("a=1,b=2");
    assertThat(result.tojstring(3)).isEqualTo("user=ada");
    assertThat(result.tojstring(4)).isEqualTo(TRACE);
    assertThat(result.tojstring(5)).isEqualTo("ada");
    SpanData child = span("child");
    assertThat(child.getParentSpanId()).isEqualTo(SPAN);
    assertThat(child.getTraceId()).isEqualTo(TRACE);
    assertThat(child.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span("run").getParentSpanId()).isEqualTo(SPAN);
  }

  @Test
  void aSpanRunsAFunctionAndReturnsAllOfItsValues() {
    globals.set(
        "work",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            testing.runWithSpan("java", () -> {});
            return NIL;
          }
        });
    Varargs results =
        run(
            "return otel.span('step', function(span) work() span:set_attribute('own', true)"
                + " return 1, nil, 'x', nil end, { size = 3, name = 'n', price = 1.5,"
                + " ok = true, list = { 'a', 'b' }, [1] = 'no', f = print })");
    assertThat(results.narg()).isEqualTo(4);
    assertThat(results.tojstring(3)).isEqualTo("x");
    testing.waitAndAssertTraces(
        trace ->
            trace.hasSpansSatisfyingExactly(
                span -> span.hasName("lua otel.lua").hasNoParent(),
                span ->
                    span.hasName("step")
                        .hasKind(SpanKind.INTERNAL)
                        .hasParent(trace.getSpan(0))
                        .hasStatus(StatusData.unset())
                        .hasAttributesSatisfyingExactly(
                            satisfies(longKey("thread.id"), id -> id.isNotNull()),
                            satisfies(stringKey("thread.name"), name -> name.isNotBlank()),
                            equalTo(longKey("size"), 3),
                            equalTo(stringKey("name"), "n"),
                            equalTo(doubleKey("price"), 1.5),
                            equalTo(booleanKey("ok"), true),
                            equalTo(booleanKey("own"), true),
                            equalTo(stringArrayKey("list"), List.of("a", "b"))),
                span -> span.hasName("java").hasParent(trace.getSpan(1))));
  }

  @Test
  void aFailingSpanPropagatesTheSameThrowable() {
    List<LuaError> mine = new ArrayList<>();
    globals.set(
        "fail",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            mine.add(new LuaError("mine"));
            throw mine.get(0);
          }
        });
    Throwable thrown =
        catchThrowable(() -> run("otel.span('step', function()\n fail()\n end)\nreturn 1"));
    assertThat(thrown).isSameAs(mine.get(0));
    SpanData step = span("step");
    assertThat(step.getStatus()).isEqualTo(StatusData.create(error(), "@otel.lua:2 mine"));
    assertThat(step.getEvents()).hasSize(1);
    EventData event = step.getEvents().get(0);
    EventData outer = entry().getEvents().get(0);
    assertThat(event.getAttributes().get(stringKey("error.id")))
        .isEqualTo(outer.getAttributes().get(stringKey("error.id")));
    assertThat(outer.getAttributes().get(stringKey("exception.stacktrace")))
        .contains(
            "<otel.lua:1>(otel.lua:2)\n\tat <lua> span([builtin])\n\tat <lua> main chunk(otel.lua:1)")
        .doesNotContain("io.moontrace.script");
    assertThat(event.getAttributes().get(stringKey("exception.stacktrace")))
        .contains("<otel.lua:1>(otel.lua:2)")
        .doesNotContain("io.moontrace.script");
  }

  @Test
  void anErrorValueKeepsItsIdentity() {
    assertThat(
            run("local e = {} local ok, got = pcall(otel.span, 's', function() error(e) end)"
                    + " return ok, rawequal(e, got), otel.span_id()")
                .subargs(2)
                .checkboolean(1))
        .isTrue();
    assertThat(span("s").getStatus().getStatusCode()).isEqualTo(error());
    assertThat(entry().getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void aSpanSurvivesTheYieldsInside() {
    Varargs ids =
        run(
            """
            local co = coroutine.wrap(function()
              return otel.span('in coroutine', function()
                otel.baggage.set('k', 'v')
                coroutine.yield(otel.span_id())
                return otel.span_id(), otel.baggage.get('k')
              end)
            end)
            local before = otel.span_id()
            local first = co()
            local between = otel.span_id()
            local second, baggage = co()
            return before, first, between, second, otel.span_id(), baggage
            """);
    String own = span("in coroutine").getSpanId();
    String entry = entry().getSpanId();
    assertThat(ids.tojstring(1)).isEqualTo(entry);
    assertThat(ids.tojstring(2)).isEqualTo(own);
    assertThat(ids.tojstring(3)).isEqualTo(entry);
    assertThat(ids.tojstring(4)).isEqualTo(own);
    assertThat(ids.tojstring(5)).isEqualTo(entry);
    assertThat(ids.tojstring(6)).isEqualTo("v");
  }

  @Test
  void anAbandonedCoroutineEndsItsSpan() {
    long usual = LuaThread.thread_orphan_check_interval;
    LuaThread.thread_orphan_check_interval = 50;
    try {
      run("coroutine.wrap(function() otel.span('abandoned', coroutine.yield) end)()");
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                System.gc();
                return testing.spans().stream().anyMatch(s -> s.getName().equals("abandoned"));
              });
    } finally {
      LuaThread.thread_orphan_check_interval = usual;
    }
    assertThat(span("abandoned").getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void anUnsampledRequestIsPropagated() {
    SpanContext unsampled =
        SpanContext.createFromRemoteParent(
            TRACE, SPAN, TraceFlags.getDefault(), TraceState.getDefault());
    Varargs told =
        in(
            Context.root().with(Span.wrap(unsampled)),
            "otel.baggage.set('k', 'v') local inner = otel.span('s', function() return otel.trace_id()"
                + " end) return otel.traceparent(), otel.sampled(), inner, otel.inject({}).baggage");
    assertThat(told.tojstring(1)).isEqualTo("00-" + TRACE + '-' + SPAN + "-00");
    assertThat(told.checkboolean(2)).isFalse();
    assertThat(told.tojstring(3)).isEqualTo(TRACE);
    assertThat(told.tojstring(4)).isEqualTo("k=v");
    assertThat(Context.current()).isEqualTo(Context.root());
    assertThat(testing.spans()).isEmpty();
  }

  @Test
  void spansByHand() {
    run(
        """
        local span = otel.start_span('by hand', { kind = 'client', attributes = { a = 1 } })
        span:set_attribute('b', 'x') span:set_attributes { c = false } span:set_attribute('d', nil)
        span:add_event('happened', { n = 2 })
        span:set_status('error', 'bad luck')
        span:set_name('renamed')
        local before = span:is_recording()
        otel.finish(span)
        span:set_attribute('late', 1) span:add_event('late') span:finish() otel.finish(span)
        otel.set_attribute('current', before) otel.set_attributes { and_ = not span:is_recording() }
        otel.add_event('here') otel.set_status('ok') otel.set_status('nonsense')
        """);
    testing.waitAndAssertTraces(
        trace ->
            trace.hasSpansSatisfyingExactly(
                span ->
                    span.hasName("lua otel.lua")
                        .hasStatus(StatusData.ok())
                        .hasAttribute(booleanKey("current"), true)
                        .hasAttribute(booleanKey("and_"), true)
                        .hasEventsSatisfyingExactly(event -> event.hasName("here")),
                span ->
                    span.hasName("renamed")
                        .hasKind(SpanKind.CLIENT)
                        .hasParent(trace.getSpan(0))
                        .hasStatus(StatusData.create(error(), "bad luck"))
                        .hasAttributesSatisfyingExactly(
                            satisfies(longKey("thread.id"), id -> id.isNotNull()),
                            satisfies(stringKey("thread.name"), name -> name.isNotBlank()),
                            equalTo(longKey("a"), 1),
                            equalTo(stringKey("b"), "x"),
                            equalTo(booleanKey("c"), false))
                        .hasEventsSatisfyingExactly(
                            event ->
                                event
                                    .hasName("happened")
                                    .hasAttributesSatisfyingExactly(equalTo(longKey("n"), 2)))));
  }

  @Test
  void baggageTravelsUntilTheSpanOrTheEntryEnds() {
    Varargs seen =
        run(
            """
            local b = otel.baggage
            for i = 1, 100 do b.set('n', i) end
            b.set('bad key', 'x') b.set('', 'x')
            local inside
            otel.span('s', function() b.set('inner', true) inside = b.all() end)
            b.set('gone', 1) b.set('gone')
            return b.get('n'), inside.inner, b.get('inner'), b.get('bad key'), b.all().gone, next(b.all())
            """);
    assertThat(seen.tojstring(1)).isEqualTo("100");
    assertThat(seen.tojstring(2)).isEqualTo("true");
    assertThat(seen.isnil(3)).isTrue();
    assertThat(seen.isnil(4)).isTrue();
    assertThat(seen.isnil(5)).isTrue();
    assertThat(seen.tojstring(6)).isEqualTo("n");
    assertThat(Baggage.current().isEmpty()).isTrue();
    assertThat(Context.current()).isEqualTo(Context.root());
  }

  @Test
  void recordErrorFindsTheCaughtError() {
    globals.set(
        "fail",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            throw new LuaError(new IllegalStateException("behind it"));
          }
        });
    run(
        """
        local ok, message = pcall(function() fail() end)
        otel.record_error('again: ' .. message)
        otel.record_error('never caught')
        otel.record_error(setmetatable({ code = 7, token = 'abc' }, { __tostring = error }))
        otel.record_error(nil)
        """);
    List<EventData> events = entry().getEvents();
    assertThat(events).hasSize(3).allSatisfy(e -> assertThat(e.getName()).isEqualTo("exception"));
    assertThat(events.get(0).getAttributes().get(stringKey("exception.stacktrace")))
        .contains("behind it", "<lua> pcall([builtin])", "<otel.lua:1>(otel.lua:1)");
    assertThat(events.get(1).getAttributes().get(stringKey("exception.message")))
        .isEqualTo("never caught");
    assertThat(events.get(1).getAttributes().get(stringKey("exception.stacktrace"))).isNull();
    assertThat(events.get(2).getAttributes().get(stringKey("exception.message")))
        .isIn("{code = 7, token = [redacted]}", "{token = [redacted], code = 7}");
    assertThat(entry().getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void logIsALogRecordOfTheTrace() {
    run(
        "otel.context.set('order', 7) otel.log('warn', 'nearly out of tea', { left = 2 })"
            + " otel.log('odd', 'x')");
    List<LogRecordData> logs = testing.logRecords();
    assertThat(logs).hasSize(2);
    LogRecordData log = logs.get(0);
    assertThat(log.getBodyValue().asString()).isEqualTo("nearly out of tea");
    assertThat(log.getSeverity().name()).isEqualTo("WARN");
    assertThat(log.getSeverityText()).isEqualTo("WARN");
    assertThat(log.getSpanContext().getSpanId()).isEqualTo(entry().getSpanId());
    assertThat(log.getAttributes().get(longKey("left"))).isEqualTo(2);
    assertThat(log.getAttributes().get(stringKey("context.order"))).isEqualTo("7");
    assertThat(logs.get(1).getSeverityText()).isEqualTo("ODD");
  }

  private static io.opentelemetry.api.trace.StatusCode error() {
    return io.opentelemetry.api.trace.StatusCode.ERROR;
  }

  private Varargs run(String script) {
    return globals.load(OTEL + script, "@otel.lua").invoke();
  }

  private Varargs in(Context context, String script) {
    return context.wrapSupplier(() -> run(script)).get();
  }

  private static Context remote(TraceState state) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(TRACE, SPAN, TraceFlags.getSampled(), state)));
  }

  private static SpanData entry() {
    return span("lua otel.lua");
  }

  private static SpanData span(String name) {
    return testing.spans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
