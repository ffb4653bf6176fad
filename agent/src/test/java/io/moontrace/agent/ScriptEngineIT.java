package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.StringReader;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.luaj.vm2.LuaValue;

/** LuaJ behind {@code javax.script}. It names every chunk "script". */
class ScriptEngineIT {
  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final ScriptEngine engine = new ScriptEngineManager().getEngineByName("luaj");

  @Test
  void evalOfEachKind() throws Exception {
    Bindings bindings = engine.createBindings();
    bindings.put("x", 20);
    assertThat(engine.eval("return 1 + 1")).isEqualTo(2);
    assertThat(engine.eval(new StringReader("return 3"))).isEqualTo(3);
    assertThat(engine.eval("return x + 1", bindings)).isEqualTo(21);
    assertThat(engine.eval("return 4", engine.getContext())).isEqualTo(4);
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua script")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua script")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua script")),
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua script")));
  }

  @Test
  void compiledScript() throws Exception {
    CompiledScript script = ((Compilable) engine).compile("return 5");
    testing.runWithSpan("request", () -> assertThat(script.eval()).isEqualTo(5));
    testing.waitAndAssertTraces(
        trace ->
            trace.hasSpansSatisfyingExactly(
                s -> s.hasName("request"),
                s -> s.hasName("lua script").hasParent(trace.getSpan(0))));
  }

  /** LuaJ's engine is not Invocable, so programs get the function and call it. */
  @Test
  void aFunctionOfTheEngine() throws Exception {
    assertThat(engine).isNotInstanceOf(Invocable.class);
    engine.eval("function double(x) return x * 2 end");
    testing.waitForTraces(1);
    testing.clearData();
    LuaValue function = (LuaValue) engine.get("double");
    assertThat(function.call(LuaValue.valueOf(21)).toint()).isEqualTo(42);
    testing.waitAndAssertTraces(
        trace -> trace.hasSpansSatisfyingExactly(s -> s.hasName("lua script:double")));
  }

  @Test
  void anErrorInAScript() {
    Throwable thrown = catchThrowable(() -> engine.eval("local t = nil\nreturn t.x"));
    assertThat(thrown).isNotNull();
    SpanData span = testing.waitForTraces(1).get(0).get(0);
    assertThat(span.getEvents()).hasSize(1);
    assertThat(
            span.getEvents()
                .get(0)
                .getAttributes()
                .get(AttributeKey.stringKey("exception.stacktrace")))
        .contains(
            "\n\tat <lua> main chunk(script:2)\n\tat javax.script.AbstractScriptEngine.eval(");
  }
}
