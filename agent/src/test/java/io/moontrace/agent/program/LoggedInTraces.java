package io.moontrace.agent.program;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** An application that logs one error in two traces, in the second twice; and much else. */
public final class LoggedInTraces {
  private static final Logger logger = LoggerFactory.getLogger("app.orders");

  public static void main(String[] args) {
    MDC.put("user_id", "ada");
    LuaError[] error = new LuaError[1];
    inSpan(() -> error[0] = failure());
    inSpan(
        () -> {
          logger.error("order failed", error[0]);
          logger.error("and again", new IllegalStateException("no order", error[0]));
        });
    logger.info("in no trace");
    logger.warn("of Java", new IllegalArgumentException("never in Lua"));
    System.err.println("Logback is woven: " + hasHelper());
  }

  private static boolean hasHelper() {
    try {
      Class.forName("io.moontrace.applog.LogStatements");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static LuaError failure() {
    Globals globals = JsePlatform.standardGlobals();
    String script =
        """
        local ok, otel = pcall(require, 'otel')
        if ok then otel.context.set('order_id', 'o-42') end
        local t = nil
        return t.x
        """;
    try {
      globals.load(script, "@scripts/orders.lua").call();
      throw new AssertionError();
    } catch (LuaError e) {
      logger.warn("left Lua");
      return e;
    }
  }

  @SuppressWarnings("try") // closed, not used
  private static void inSpan(Runnable work) {
    Span span = GlobalOpenTelemetry.getTracer("program").spanBuilder("request").startSpan();
    try (Scope ignored = span.makeCurrent()) {
      work.run();
    } finally {
      span.end();
    }
  }

  private LoggedInTraces() {}
}
