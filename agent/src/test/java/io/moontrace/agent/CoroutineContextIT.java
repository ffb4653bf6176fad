package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.ZeroArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Propagation of a named context that Java makes current to Java that coroutines call. */
class CoroutineContextIT {
  private static final ContextKey<Object> REQUEST = ContextKey.named("request");
  private static final long usualInterval = LuaThread.thread_orphan_check_interval;

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final Globals globals = JsePlatform.standardGlobals();

  @BeforeAll
  static void findOrphansSoon() {
    LuaThread.thread_orphan_check_interval = 50;
  }

  @AfterAll
  static void findOrphansAsUsual() {
    LuaThread.thread_orphan_check_interval = usualInterval;
  }

  @BeforeEach
  void functions() {
    globals.set("request", new Current());
    Adopt adopt = new Adopt();
    globals.set("adopt", adopt);
    globals.set(
        "leave",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            adopt.scope.close();
            return NIL;
          }
        });
  }

  @Test
  void eachResumePropagatesTheContextOfTheResumer() throws Exception {
    LuaValue co = load("while true do coroutine.yield(request()) end");
    assertThat(in("one", co)).isEqualTo("one");
    assertThat(in("two", co)).isEqualTo("two");
    assertThat(co.call().isnil()).isTrue();
    FutureTask<String> elsewhere = new FutureTask<>(() -> in("three", co));
    new Thread(elsewhere).start();
    assertThat(elsewhere.get()).isEqualTo("three");
    assertThat(Context.current()).isEqualTo(Context.root());
  }

  @Test
  void aContextOfTheCoroutineSurvivesItsYields() {
    LuaValue co = load("adopt('own') while true do coroutine.yield(request()) end");
    assertThat(in("one", co)).isEqualTo("own");
    assertThat(in("two", co)).isEqualTo("own");
    assertThat(Context.current()).isEqualTo(Context.root());
  }

  @Test
  void afterItsOwnContextIsClosedThatOfTheResumerIsCurrent() {
    LuaValue co =
        load("adopt('own') coroutine.yield() leave() while true do coroutine.yield(request()) end");
    in("one", co);
    in("two", co);
    assertThat(in("three", co)).isEqualTo("three");
  }

  @Test
  void nestedCoroutinesGeneratorsAndErrors() {
    LuaValue co =
        load(
            """
            local function generator()
              for i = 1, 2 do coroutine.yield(request()) end
            end
            local seen = {}
            for r in coroutine.wrap(generator) do seen[#seen + 1] = r end
            coroutine.yield("pause")
            local failing = coroutine.create(function() error(request(), 0) end)
            local ok, message = coroutine.resume(failing)
            seen[#seen + 1] = message:match("%S+$") -- LuaJ puts the position in front
            seen[#seen + 1] = request()
            coroutine.yield(table.concat(seen, " "))
            """);
    assertThat(in("one", co)).isEqualTo("pause");
    assertThat(in("two", co)).isEqualTo("one one two two");
  }

  @Test
  void javaCalledInACoroutineIsInTheTrace() {
    globals.set(
        "work",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            testing.runWithSpan("work", () -> {});
            return NIL;
          }
        });
    LuaValue chunk =
        globals.load(
            "local co = coroutine.wrap(function() work() coroutine.yield() work() end) co() co()",
            "@co.lua");
    chunk.call();
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    testing.waitAndAssertTraces(
        trace ->
            trace.hasSpansSatisfyingExactly(
                span -> span.hasName("lua co.lua").hasNoParent(),
                span -> span.hasName("work").hasParent(trace.getSpan(0)),
                span -> span.hasName("work").hasParent(trace.getSpan(0))));
  }

  @Test
  void aSuspendedCoroutineRetainsNothingOfItsResumer() {
    LuaValue co = load("coroutine.yield(request())");
    WeakReference<Object> request = resumeWithSomethingBig(co);
    await(() -> request.get() == null);
    assertThat(co.isfunction()).isTrue();
  }

  @Test
  void anAbandonedCoroutineEnds() {
    long before = coroutineThreads();
    for (int i = 0; i < 3; i++) {
      in("one", load("coroutine.yield(request())"));
    }
    assertThat(coroutineThreads()).isGreaterThanOrEqualTo(before + 3);
    await(() -> coroutineThreads() <= before);
  }

  private LuaValue load(String body) {
    return globals.load("return coroutine.wrap(function()\n" + body + "\nend)", "@co.lua").call();
  }

  private static String in(String request, LuaValue coroutine) {
    return Context.root()
        .with(REQUEST, request)
        .wrapSupplier(
            () -> {
              String seen = coroutine.call().tojstring();
              assertThat(Context.current().get(REQUEST)).isEqualTo(request);
              return seen;
            })
        .get();
  }

  private static WeakReference<Object> resumeWithSomethingBig(LuaValue coroutine) {
    Object big = new byte[1 << 20];
    Runnable resume = coroutine::call;
    Context.root().with(REQUEST, big).wrap(resume).run();
    return new WeakReference<>(big);
  }

  private static long coroutineThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("Coroutine-"))
        .count();
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return condition.call();
            });
  }

  /** {@code request()}: the name of the current request, or nil. */
  private static final class Current extends ZeroArgFunction {
    @Override
    public LuaValue call() {
      Object request = Context.current().get(REQUEST);
      return request == null ? NIL : valueOf(String.valueOf(request));
    }
  }

  /** {@code adopt(name)}: makes a request current without closing its scope. */
  private static final class Adopt extends OneArgFunction {
    private Scope scope;

    @Override
    @SuppressWarnings("MustBeClosedChecker") // not closed on purpose
    public LuaValue call(LuaValue name) {
      scope = Context.current().with(REQUEST, name.tojstring()).makeCurrent();
      return NIL;
    }
  }
}
