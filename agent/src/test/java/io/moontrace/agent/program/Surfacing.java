package io.moontrace.agent.program;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * One error surfaces in many places of one trace: it escapes Lua, is recorded on the enclosing
 * span, propagates through Lua once more, and is recorded on another span inside an exception of
 * the application. A second trace has an error of its own and an exception that was never in Lua.
 */
public final class Surfacing {
  private static final Tracer tracer = GlobalOpenTelemetry.getTracer("program");

  public static void main(String[] args) {
    Globals globals = JsePlatform.standardGlobals();
    globals.load("function fail(t) return t.x.y end", "@scripts/fail.lua").call();
    inSpan("request", () -> request(globals));
    inSpan("other", () -> recordsAnother(globals));
  }

  private static void request(Globals globals) {
    LuaError error = failure(globals);
    Span.current().recordException(error);
    try {
      thrower(error).call(LuaValue.NIL);
    } catch (LuaError again) {
      inSpan(
          "answer",
          () -> Span.current().recordException(new IllegalStateException("no order", again)));
    }
  }

  private static void recordsAnother(Globals globals) {
    Span.current().recordException(new IllegalStateException("no order", failure(globals)));
    Span.current().recordException(new IllegalArgumentException("never in Lua"));
  }

  private static LuaError failure(Globals globals) {
    try {
      globals.get("fail").call(LuaValue.tableOf());
      throw new AssertionError();
    } catch (LuaError e) {
      return e;
    }
  }

  /** A Lua function that throws what Java throws to it. */
  private static LuaValue thrower(LuaError error) {
    Globals globals = JsePlatform.standardGlobals();
    globals.set(
        "rethrow",
        new OneArgFunction() {
          @Override
          public LuaValue call(LuaValue ignored) {
            throw error;
          }
        });
    return globals.load("rethrow(1)", "@scripts/rethrow.lua");
  }

  @SuppressWarnings("try") // closed, not used
  private static void inSpan(String name, Runnable work) {
    Span span = tracer.spanBuilder(name).startSpan();
    try (Scope ignored = span.makeCurrent()) {
      work.run();
    } finally {
      span.end();
    }
  }

  private Surfacing() {}
}
