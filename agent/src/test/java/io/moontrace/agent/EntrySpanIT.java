package io.moontrace.agent;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.satisfies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.lib.ZeroArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

class EntrySpanIT {
  private static final LuaValue ONE = LuaValue.valueOf(1);

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  @Test
  void mainChunk() {
    String source = "local a = 1\nreturn a + 1";
    LuaValue chunk = JsePlatform.standardGlobals().load(source, "@scripts/main.lua");

    testing.runWithSpan("request", () -> assertThat(chunk.call().toint()).isEqualTo(2));

    testing.waitAndAssertTraces(
        trace ->
            trace.hasSpansSatisfyingExactly(
                span -> span.hasName("request").hasNoParent(),
                span ->
                    span.hasName("lua scripts/main.lua")
                        .hasKind(SpanKind.INTERNAL)
                        .hasParent(trace.getSpan(0))
                        .hasStatus(StatusData.unset())
                        .hasEvents(List.of())
                        .hasAttributesSatisfyingExactly(
                            equalTo(text("code.function.name"), "main chunk"),
                            equalTo(text("code.file.path"), "scripts/main.lua"),
                            satisfies(AttributeKey.longKey("thread.id"), id -> id.isNotNull()),
                            satisfies(text("thread.name"), name -> name.isNotBlank()),
                            equalTo(text("lua.engine"), "luaj"),
                            equalTo(text("lua.engine.version"), "3.0.1"),
                            equalTo(text("lua.chunk.sha256"), sha256(source)))));
  }

  @Test
  void function() {
    String source = "local M = {}\n\nfunction M.f(x)\n  return x\nend\nreturn M";
    LuaValue module = JsePlatform.standardGlobals().load(source, "@m.lua").call();
    testing.waitForTraces(1);
    testing.clearData();

    module.get("f").call(ONE);

    testing.waitAndAssertTraces(
        trace ->
            trace.hasSpansSatisfyingExactly(
                span ->
                    span.hasName("lua m.lua:M.f")
                        .hasNoParent()
                        .hasAttributesSatisfyingExactly(
                            equalTo(text("code.function.name"), "M.f"),
                            equalTo(text("code.file.path"), "m.lua"),
                            equalTo(AttributeKey.longKey("code.line.number"), 3),
                            satisfies(AttributeKey.longKey("thread.id"), id -> id.isNotNull()),
                            satisfies(text("thread.name"), name -> name.isNotBlank()),
                            equalTo(text("lua.engine"), "luaj"),
                            equalTo(text("lua.engine.version"), "3.0.1"),
                            equalTo(text("lua.chunk.sha256"), sha256(source)))));
  }

  static Stream<Arguments> waysIn() {
    LuaValue f =
        JsePlatform.standardGlobals().load("return function(...) return ... end", "@f.lua").call();
    LuaTable object = new LuaTable();
    object.set("f", f);
    return Stream.of(
        way("call()", f::call),
        way("call(a)", () -> f.call(ONE)),
        way("call(String)", () -> f.call("x")),
        way("call(a, b)", () -> f.call(ONE, ONE)),
        way("call(a, b, c)", () -> f.call(ONE, ONE, ONE)),
        way("invoke()", f::invoke),
        way("invoke(Varargs)", () -> f.invoke(LuaValue.varargsOf(ONE, ONE))),
        way("invoke(LuaValue[])", () -> f.invoke(new LuaValue[] {ONE, ONE, ONE, ONE})),
        way("method(name)", () -> object.method("f")),
        way(
            "invokemethod(name, args)",
            () -> object.invokemethod("f", LuaValue.varargsOf(ONE, ONE))));
  }

  private static Arguments way(String name, Callable<?> call) {
    return Arguments.of(name, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysIn")
  void everyKindOfEntryIsOneSpan(String name, Callable<?> call) throws Exception {
    testing.clearData();
    testing.runWithSpan("request", call::call);
    testing.waitAndAssertTraces(
        trace ->
            trace.hasSpansSatisfyingExactly(
                span -> span.hasName("request"),
                span -> span.hasName("lua f.lua:<1>").hasParent(trace.getSpan(0))));
  }

  @Test
  void reentryMakesNoSpanAndJavaInsideSeesTheEntry() {
    Globals globals = JsePlatform.standardGlobals();
    LuaValue inner = globals.load("return 1", "@inner.lua");
    String[] seen = new String[1];
    globals.set(
        "java",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            inner.call();
            seen[0] = Span.current().getSpanContext().getSpanId();
            return NIL;
          }
        });

    globals.load("for i = 1, 3 do java() end return java()", "@outer.lua").call();

    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    testing.waitAndAssertTraces(
        trace -> {
          trace.hasSpansSatisfyingExactly(span -> span.hasName("lua outer.lua"));
          assertThat(trace.getSpan(0).getSpanId()).isEqualTo(seen[0]);
        });
  }

  @Test
  void afterAnErrorTheThreadIsOutsideLuaAgain() {
    Globals globals = JsePlatform.standardGlobals();
    assertThat(catchThrowable(() -> globals.load("error('x')", "@a.lua").call())).isNotNull();
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    globals.load("return 1", "@b.lua").call();
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua a.lua").hasStatus(error())),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua b.lua")));
  }

  @Test
  void manuallyCreatedClosuresWithASharedPrototype() throws Exception {
    Globals one = JsePlatform.standardGlobals();
    Globals other = JsePlatform.standardGlobals();
    Prototype prototype =
        one.compilePrototype(
            new java.io.ByteArrayInputStream("return 1".getBytes(StandardCharsets.UTF_8)),
            "@shared.lua");
    new LuaClosure(prototype, one).call();
    new LuaClosure(prototype, other).call();
    LuaTable sandbox = new LuaTable();
    new LuaClosure(prototype, sandbox).call();
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua shared.lua")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua shared.lua")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua shared.lua")));
  }

  @Test
  void aTailCallRunsInsideItsEntry() {
    Globals globals = JsePlatform.standardGlobals();
    globals.load("function g() return 1 end function f() return g() end", "@t.lua").call();
    testing.waitForTraces(1);
    testing.clearData();
    globals.get("f").invoke();
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua t.lua:f")));
  }

  @Test
  void coroutinesMakeNoEntryOfTheirOwn() {
    Globals globals = JsePlatform.standardGlobals();
    LuaValue chunk =
        globals.load(
            "local co = coroutine.wrap(function() coroutine.yield(1) return 2 end)\n"
                + "return co() + co()",
            "@co.lua");
    assertThat(chunk.call().toint()).isEqualTo(3);
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua co.lua")));
  }

  @Test
  void aScriptWithoutANameHasASpanNameOfLowCardinality() {
    JsePlatform.standardGlobals().load("return 1 + 1").call();
    JsePlatform.standardGlobals().load("return 1 + 2").call();
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua [string]")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua [string]")));
  }

  @Test
  void aFunctionMadeInJavaIsNoEntry() {
    Globals globals = JsePlatform.standardGlobals();
    globals.get("tostring").call(ONE);
    globals.get("string").get("format").invoke(LuaValue.varargsOf(LuaValue.valueOf("%d"), ONE));
    globals.get("pcall").invoke(globals.load("return 1", "@inside.lua"));
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua inside.lua")));
  }

  private static StatusData error() {
    return StatusData.create(io.opentelemetry.api.trace.StatusCode.ERROR, "@a.lua:1 x");
  }

  private static AttributeKey<String> text(String key) {
    return AttributeKey.stringKey(key);
  }

  private static String sha256(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
