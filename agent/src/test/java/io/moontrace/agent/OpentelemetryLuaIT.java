package io.moontrace.agent;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.ZeroArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Scripts written for opentelemetry-lua run unchanged, and the agent exports their spans. */
class OpentelemetryLuaIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final Globals globals = JsePlatform.standardGlobals();

  @Test
  void aProgram() throws IOException {
    globals.set(
        "work",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            testing.runWithSpan("java", () -> {});
            return NIL;
          }
        });
    LuaTable headers = new LuaTable();
    headers.set("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
    headers.set("baggage", "user=ada");
    Varargs ids = load("opentelemetry_lua").invoke(headers);

    SpanData entry = span("lua opentelemetry_lua.lua");
    SpanData access = span("access");
    SpanData sub = span("sub renamed");
    assertThat(ids.tojstring(1)).isEqualTo(TRACE);
    assertThat(ids.tojstring(2)).isEqualTo(access.getSpanId());
    assertThat(ids.tojstring(3)).isEqualTo(entry.getSpanId());
    assertThat(headers.get("traceparent").tojstring()).contains(TRACE + '-' + access.getSpanId());
    assertThat(headers.get("baggage").tojstring()).isEqualTo("user=ada");
    assertThat(access.getTraceId()).isEqualTo(TRACE);
    assertThat(access.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(access.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(access.getInstrumentationScopeInfo().getName()).isEqualTo("shop");
    assertThat(access.getInstrumentationScopeInfo().getVersion()).isEqualTo("1.2");
    assertThat(access.getAttributes().get(doubleKey("attr_double"))).isEqualTo(10.24);
    assertThat(access.getAttributes().get(booleanKey("attr_bool"))).isTrue();
    assertThat(access.getAttributes().get(stringArrayKey("list"))).isEqualTo(List.of("a", "b"));
    assertThat(span("java").getParentSpanId()).isEqualTo(access.getSpanId());
    assertThat(sub.getParentSpanId()).isEqualTo(access.getSpanId());
    assertThat(sub.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "set status err"));
    assertThat(sub.getEvents())
        .extracting(event -> event.getName())
        .containsExactly("exception", "event1", "event2");
    assertThat(sub.getAttributes().get(longKey("n"))).isEqualTo(3);
    assertThat(sub.getEndEpochNanos()).isGreaterThan(2_700_000_000_000_000_000L);
  }

  @Test
  void theSpecsOfTheLibraryPass() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    globals.STDOUT = new PrintStream(out, true, StandardCharsets.UTF_8);
    load("opentelemetry_lua_spec").call();
    assertThat(out.toString(StandardCharsets.UTF_8)).matches("ok [1-9][0-9]+\\R");
    assertThat(Context.current()).isEqualTo(Context.root());
  }

  @Test
  void anAttachedContextEndsWithTheEntry() {
    run(
        "local c = require('opentelemetry.context') for i = 1, 3 do c.new():attach() end"
            + " return c.new({ leaked = true }):attach()");
    assertThat(Context.current()).isEqualTo(Context.root());
    assertThat(run("return require('opentelemetry.context').current():get('leaked')").isnil(1))
        .isTrue();
  }

  @Test
  void withoutAContextOfItsOwnASpanIsInTheTraceOfTheProgram() {
    run(
        "require('opentelemetry.global').tracer('t')"
            + ":start(require('opentelemetry.context').new(), 'child').sp:finish()");
    assertThat(span("child").getParentSpanId()).isEqualTo(span("lua run.lua").getSpanId());
  }

  @Test
  void aSandboxDoesNotAffectTheModules() {
    run(
        """
        setmetatable, pairs, ipairs, type, table, string = nil, nil, nil, nil, nil, nil
        local span = require('opentelemetry.global').tracer('t')
          :start(require('opentelemetry.context').current(), 'in sandbox').sp
        span:finish()
        """);
    assertThat(span("in sandbox").getTraceId()).isEqualTo(span("lua run.lua").getTraceId());
  }

  @Test
  void framesOfTheModulesAreBuiltIn() {
    assertThat(
            catchThrowable(
                () ->
                    run(
                        """
                        local p = require('opentelemetry.trace.propagation.text_map.trace_context_propagator').new()
                        local function headers() error('no headers') end
                        p:extract(require('opentelemetry.context').new(), { get_headers = headers })
                        """)))
        .isNotNull();
    assertThat(
            span("lua run.lua")
                .getEvents()
                .get(0)
                .getAttributes()
                .get(stringKey("exception.stacktrace")))
        .containsPattern(
            "headers\\(run.lua:2\\)\\n(\\tat <lua> \\S+\\(\\[builtin\\]\\)\\n)+\\tat <lua> main chunk\\(run.lua:3\\)");
  }

  private LuaValue load(String name) throws IOException {
    try (InputStream script = getClass().getResourceAsStream('/' + name + ".lua")) {
      return globals.load(script, '@' + name + ".lua", "t", globals);
    }
  }

  private Varargs run(String script) {
    return globals.load(script, "@run.lua").invoke();
  }

  private static SpanData span(String name) {
    return testing.spans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
