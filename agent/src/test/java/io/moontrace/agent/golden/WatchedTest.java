package io.moontrace.agent.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchedTest {
  private final Watched watched = new Watched(100);

  @Test
  void whatEndsIsReturned() throws Exception {
    assertThat(watched.run(() -> "done")).isEqualTo("done");
    assertThatThrownBy(
            () ->
                watched.run(
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("failed");
  }

  @Test
  void whatIsStuckInLuajAloneIsDoneAgain() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    assertThat(watched.run(() -> attempts.incrementAndGet() == 1 ? lua_resume() : "done"))
        .isEqualTo("done");
    assertThat(attempts).hasValue(2);
    assertThatThrownBy(() -> watched.run(() -> lua_resume()))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("stuck");
  }

  @Test
  void whatIsStuckElsewhereFails() {
    AtomicInteger attempts = new AtomicInteger();
    assertThatThrownBy(
            () ->
                watched.run(
                    () -> {
                      attempts.incrementAndGet();
                      new CountDownLatch(1).await();
                      return null;
                    }))
        .isInstanceOf(AssertionError.class);
    assertThat(attempts).hasValue(1);
  }

  @SuppressWarnings({"MemberName", "WaitNotInLoop"}) // of LuaJ's name, and for ever
  private static String lua_resume() throws InterruptedException {
    Object lock = new Object();
    synchronized (lock) {
      lock.wait();
    }
    return "never";
  }
}
