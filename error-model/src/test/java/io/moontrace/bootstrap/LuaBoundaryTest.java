package io.moontrace.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LuaBoundaryTest {
  private final List<String> events = new ArrayList<>();

  @BeforeEach
  void listen() {
    LuaBoundary.listen(
        Value.class,
        function -> {
          events.add("entry " + function);
          return ((Value) function).isLua ? function : null;
        },
        (entry, thrown) -> events.add("exit " + entry + " " + thrown),
        (caught, byScript) ->
            events.add((byScript ? "caught " : "propagated ") + caught.getMessage()));
  }

  @Test
  void onlyTheOutermostEntryIsReported() {
    LuaBoundary outer = LuaBoundary.enter(new Function("a"));
    assertThat(LuaBoundary.enter(new Function("b"))).isNull();
    assertThat(LuaBoundary.enter(new Function("c"))).isNull();
    outer.exit(null);
    LuaBoundary next = LuaBoundary.enter(new Function("d"));
    next.exit(new IllegalStateException("x"));
    assertThat(events)
        .containsExactly(
            "entry a", "exit a null", "entry d", "exit d java.lang.IllegalStateException: x");
  }

  @Test
  void aFunctionThatIsNotLuaIsNoEntry() {
    assertThat(LuaBoundary.enter(new JavaFunction("j"))).isNull();
    assertThat(LuaBoundary.enter(new Function("a"))).isNotNull().satisfies(b -> b.exit(null));
  }

  @Test
  void anEngineWithoutListenerIsNoEntry() {
    assertThat(LuaBoundary.enter(new OtherEngine())).isNull();
    assertThat(events).isEmpty();
  }

  @Test
  void aFailingListenerIsIgnoredAndKeepsTheThreadUsable() {
    LuaBoundary.listen(
        Value.class, LuaBoundaryTest::fail, LuaBoundaryTest::fail, LuaBoundaryTest::fail);
    assertThat(LuaBoundary.enter(new Function("a"))).isNull();
    listen();
    LuaBoundary boundary = LuaBoundary.enter(new Function("b"));
    LuaBoundary.listen(
        Value.class, LuaBoundaryTest::fail, LuaBoundaryTest::fail, LuaBoundaryTest::fail);
    boundary.exit(null);
    assertThat(events).containsExactly("entry b", "exit b null");
  }

  @Test
  void aCoroutineIsNoEntry() throws ExecutionException, InterruptedException {
    FutureTask<LuaBoundary> coroutine =
        new FutureTask<>(
            () -> {
              LuaBoundary.enterCoroutine(null, "context");
              return LuaBoundary.enter(new Function("body"));
            });
    new Thread(coroutine).start();
    assertThat(coroutine.get()).isNull();
    assertThat(events).isEmpty();
  }

  @Test
  void whatIsCaughtIsKeptUntilTheEndOfTheEntry() {
    LuaBoundary.caught(new IllegalStateException("outside"));
    LuaBoundary boundary = LuaBoundary.enter(new Function("a"));
    List<Throwable> caught = new ArrayList<>();
    for (int i = 0; i < CaughtThrowables.CAPACITY + 5; i++) {
      caught.add(0, new IllegalStateException("e" + i));
      LuaBoundary.caught(caught.get(0));
    }
    assertThat(boundary.caughtThrowables().latestFirst())
        .containsExactlyElementsOf(caught.subList(0, CaughtThrowables.CAPACITY));
    boundary.exit(null);
    assertThat(boundary.caughtThrowables().latestFirst()).isEmpty();
  }

  @Test
  void whatACoroutineCatchesWasCaughtInTheEntryOfItsResumer() throws InterruptedException {
    LuaBoundary boundary = LuaBoundary.enter(new Function("a"));
    IllegalStateException error = new IllegalStateException();
    Thread coroutine =
        new Thread(
            () -> {
              LuaBoundary.enterCoroutine(boundary, "context");
              LuaBoundary.caught(error);
            });
    coroutine.start();
    coroutine.join();
    assertThat(boundary.caughtThrowables().latestFirst()).containsExactly(error);
    boundary.exit(null);
  }

  @Test
  void theListenerGetsOnlyErrorsCaughtInsideAndInCoroutines() throws InterruptedException {
    LuaBoundary.caught(new IllegalStateException("before"));
    LuaBoundary boundary = LuaBoundary.enter(new Function("a"));
    LuaBoundary.caught(new IllegalStateException("inside"));
    Thread coroutine =
        new Thread(
            () -> {
              LuaBoundary mine = LuaBoundary.enterCoroutine(boundary, "context");
              LuaBoundary.propagated(new IllegalStateException("in a coroutine"));
              events.add("coroutine " + LuaBoundary.current().coroutine());
              mine.leaveCoroutine();
              LuaBoundary.caught(new IllegalStateException("not resumed any more"));
            });
    coroutine.start();
    coroutine.join();
    assertThat(boundary.caughtThrowables().latestFirst())
        .extracting(Throwable::getMessage)
        .containsExactly("in a coroutine", "inside");
    boundary.exit(null);
    LuaBoundary.caught(new IllegalStateException("after"));
    assertThat(events)
        .containsExactly(
            "entry a",
            "caught inside",
            "propagated in a coroutine",
            "coroutine context",
            "exit a null");
    assertThat(LuaBoundary.current().coroutine()).isNull();
  }

  @Test
  void eachThreadHasItsOwnHoweverManyThereAre() throws InterruptedException {
    Set<LuaBoundary> seen = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    AtomicInteger strangers = new AtomicInteger();
    for (int i = 0; i < 300; i++) {
      Thread thread =
          new Thread(
              () -> {
                LuaBoundary mine = LuaBoundary.current();
                seen.add(mine);
                for (int again = 0; again < 1_000; again++) {
                  strangers.addAndGet(LuaBoundary.current() == mine ? 0 : 1);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(seen).hasSize(300);
    assertThat(strangers).hasValue(0);
  }

  private static void fail(Throwable caught, Boolean byScript) {
    throw new StackOverflowError();
  }

  private static Object fail(Object function) {
    throw new StackOverflowError();
  }

  private static void fail(Object entry, Throwable thrown) {
    throw new StackOverflowError();
  }

  private static class Value {
    private final String name;
    private final boolean isLua;

    Value(String name, boolean isLua) {
      this.name = name;
      this.isLua = isLua;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final class Function extends Value {
    Function(String name) {
      super(name, true);
    }
  }

  private static final class JavaFunction extends Value {
    JavaFunction(String name) {
      super(name, false);
    }
  }

  private static final class OtherEngine {}
}
