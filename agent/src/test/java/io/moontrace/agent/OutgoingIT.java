package io.moontrace.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.moontrace.agent.fixture.Outgoing;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Outgoing calls of scripts belong to the span of the entry into Lua. */
class OutgoingIT {
  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private static HttpServer server;

  /** Responds with the received traceparent. */
  @BeforeAll
  static void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] got = exchange.getRequestHeaders().getFirst("traceparent").getBytes(US_ASCII);
          exchange.sendResponseHeaders(200, got.length);
          exchange.getResponseBody().write(got);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void jdkHttpClient() {
    String traceparent = run("return outgoing:jdk()");
    SpanData client = childOfLua(SpanKind.CLIENT);
    assertThat(traceparent).contains(client.getTraceId(), client.getSpanId());
  }

  @Test
  void apacheHttpClient() {
    String traceparent =
        run("local step = coroutine.wrap(function() return outgoing:apache() end)\nreturn step()");
    SpanData client = childOfLua(SpanKind.CLIENT);
    assertThat(traceparent).contains(client.getTraceId(), client.getSpanId());
  }

  @Test
  void jdbc() {
    assertThat(run("return outgoing:query()")).isEqualTo("42");
    assertThat(childOfLua(SpanKind.CLIENT).getName()).contains("orders");
  }

  @Test
  void aProxyThatAnExecutorCalls() {
    assertThat(
            run(
                """
                local work = luajava.createProxy("java.util.concurrent.Callable", {
                  call = function() return "done" end
                })
                return outgoing:later(work)
                """))
        .isEqualTo("done");
    assertThat(childOfLua(SpanKind.INTERNAL).getName()).isEqualTo("lua send.lua:call");
  }

  @Test
  void programsThatAreStarted() {
    String environment = run("return io.popen('env'):read('*a')");
    SpanData lua = testing.waitForTraces(1).get(0).get(1);
    assertThat(environment.lines())
        .contains("BAGGAGE=tenant=acme", "PATH=" + System.getenv("PATH"))
        .anyMatch(
            variable ->
                variable.startsWith(
                    "TRACEPARENT=00-" + lua.getTraceId() + '-' + lua.getSpanId() + '-'));
  }

  @Test
  void osExecute() {
    assertThat(
            run(
                """
                local name = os.tmpname()
                os.execute("cp /proc/self/environ " .. name)
                local text = io.open(name):read("*a")
                os.remove(name)
                return text
                """))
        .contains("TRACEPARENT=00-", "BAGGAGE=tenant=acme");
  }

  private static String run(String script) {
    Globals globals = JsePlatform.standardGlobals();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + '/';
    globals.set("outgoing", CoerceJavaToLua.coerce(new Outgoing(url)));
    Baggage baggage = Baggage.builder().put("tenant", "acme").build();
    return testing.runWithSpan(
        "request",
        () ->
            Context.current()
                .with(baggage)
                .wrapSupplier(() -> globals.load(script, "@send.lua").call().tojstring())
                .get());
  }

  /** The only span of the kind whose parent is the span of the entry into Lua. */
  private static SpanData childOfLua(SpanKind kind) {
    List<SpanData> trace = testing.waitForTraces(1).get(0);
    assertThat(trace).extracting(SpanData::getName).startsWith("request", "lua send.lua");
    return trace.stream()
        .filter(span -> span.getParentSpanId().equals(trace.get(1).getSpanId()))
        .filter(span -> span.getKind() == kind)
        .reduce(
            (a, b) -> {
              throw new AssertionError("two: " + a + b);
            })
        .orElseThrow();
  }
}
