package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.moontrace.agent.fixture.Scripts;
import io.moontrace.agent.golden.ChildLuaJC;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.luaj.vm2.luajc.LuaJC;

/** Scripts that LuaJC compiles to Java classes. */
class LuajcIT {
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final Globals globals = Scripts.prepare(JsePlatform.standardGlobals());

  @BeforeEach
  void compile() {
    LuaJC.install(globals);
  }

  @Test
  void chunksAndFunctionsAreEntries() {
    LuaValue chunk =
        globals.load(
            """
            function none() return 1 end
            function two(a, b) return a end
            function many(...) return ... end
            function tail(a) return two(a) end
            return none()
            """,
            "@scripts/jc.lua");
    assertThat(chunk.isclosure()).isFalse();
    chunk.call();
    globals.get("none").call();
    globals.get("two").call(LuaValue.ONE);
    globals.get("two").invoke(LuaValue.varargsOf(LuaValue.ONE, LuaValue.ONE));
    globals.get("many").call(LuaValue.ONE);
    globals.get("tail").call(LuaValue.ONE);
    testing.waitAndAssertTraces(
        trace ->
            trace.hasSpansSatisfyingExactly(
                s ->
                    s.hasName("lua scripts/jc.lua")
                        .hasAttribute(AttributeKey.stringKey("code.file.path"), "scripts/jc.lua")
                        .hasAttribute(AttributeKey.stringKey("lua.engine"), "luaj")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua scripts/jc.lua:none")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua scripts/jc.lua:two")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua scripts/jc.lua:two")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua scripts/jc.lua:many")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua scripts/jc.lua:tail")));
  }

  @Test
  void functionsInAClassLoaderOfTheApplication() {
    globals.loader = new ChildLuaJC();
    globals.load("function none() return 1 end", "@own.lua").call();
    globals.get("none").call();
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua own.lua")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua own.lua:none")));
  }

  @Test
  void javaUnderCompiledLua() {
    assertThat(stackOf("java_method"))
        .containsExactly(
            "java.lang.IllegalStateException: no tea",
            "\tat io.moontrace.agent.fixture.Warehouse.find(Warehouse.java:18)",
            "\tat io.moontrace.agent.fixture.Warehouse.take(Warehouse.java:14)",
            "\tat <lua> reserve(java_method.lua:2)",
            "\tat <lua> order(java_method.lua:6)",
            "\tat <lua> main chunk(java_method.lua:9)",
            "\tat io.moontrace.agent.fixture.Scripts.run(Scripts.java:24)");
  }

  @Test
  void builtinsAndCallbacks() {
    assertThat(stackOf("lua_java_lua_error"))
        .element(0)
        .asString()
        .isEqualTo("org.luaj.vm2.LuaError: {code = 42}");
    assertThat(stackOf("lua_java_lua_error"))
        .containsSubsequence(
            "\tat <lua> error([builtin])",
            "\tat <lua> check(lua_java_lua_error.lua:3)",
            "\tat <lua> <lua_java_lua_error.lua>(lua_java_lua_error.lua:8)",
            "\tat io.moontrace.agent.fixture.Each.twice(Each.java:15)",
            "\tat io.moontrace.agent.fixture.Each.call(Each.java:10)",
            "\tat <lua> total(lua_java_lua_error.lua:7)",
            "\tat <lua> main chunk(lua_java_lua_error.lua:12)");
  }

  private List<String> stackOf(String script) {
    testing.clearData();
    Throwable thrown = catchThrowable(() -> Scripts.run(globals, script + ".lua"));
    assertThat(thrown).isNotNull();
    SpanData span = testing.waitForTraces(1).get(0).get(0);
    assertThat(span.getEvents()).hasSize(1);
    List<String> lines = span.getEvents().get(0).getAttributes().get(STACK).lines().toList();
    int outermost = 0;
    while (!lines.get(outermost).contains("fixture.Scripts.run(")) {
      outermost++;
    }
    return lines.subList(0, outermost + 1);
  }
}
