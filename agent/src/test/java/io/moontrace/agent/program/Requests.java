package io.moontrace.agent.program;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.slf4j.MDC;

/** Several requests on one thread; their scripts set business context and fail. */
public final class Requests {
  private static final String MERGED =
      """
      otel.context.set('shop', 'by script') otel.context.set('cart', 7)
      otel.context.set('x', 1) otel.context.set('x')
      fail('merged')
      """;

  private static final String IN_COROUTINE =
      """
      otel.context.set('step', 'one')
      coroutine.wrap(function() otel.context.set('step', 'two') end)()
      fail('in coroutine')
      """;

  private static final String MANY =
      """
      for i = 1, 100 do otel.context.set('key' .. i, ('v'):rep(1000)) end
      otel.context.set('key1', nil) otel.context.set('session_id', 's1')
      otel.context.set('key2', nil) otel.context.set('key1', ('v'):rep(1000))
      fail('many')
      """;

  private final Globals globals = JsePlatform.standardGlobals();

  public static void main(String[] args) {
    Requests requests = new Requests();
    Baggage baggage =
        Baggage.builder()
            .put("tenant", "acme")
            .put("shop", "by baggage")
            .put("secret", "x")
            .put("user.id", "by baggage")
            .build();
    MDC.put("shop", "by mdc");
    MDC.put("user.id", "by mdc");
    MDC.put("password", "x");
    requests.in(trace(1).with(baggage), MERGED);
    MDC.clear();
    requests.in(trace(1), "fail('same trace')");
    requests.in(trace(2), "fail('other trace')");
    requests.in(trace(2), IN_COROUTINE);
    requests.in(trace(3), MANY);
    requests.run("otel.context.set('lost', 'no') fail('without trace')");
    requests.run("fail('after it')");
  }

  private void in(Context context, String script) {
    Runnable request = () -> run(script);
    context.wrap(request).run();
  }

  private void run(String script) {
    String head = "local otel = require('otel') local function fail(m) error(m, 0) end ";
    try {
      globals.load(head + script, "@request.lua").call();
    } catch (LuaError expected) {
      Describe.stable(String.valueOf(expected.getMessage()));
    }
  }

  private static Context trace(int number) {
    String id = String.format(Locale.ROOT, "%032x", number);
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            id, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
    return Context.root().with(Span.wrap(parent));
  }

  private Requests() {}
}
