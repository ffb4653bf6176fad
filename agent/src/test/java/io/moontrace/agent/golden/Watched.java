package io.moontrace.agent.golden;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what makes millions of coroutines. LuaJ itself loses a wake-up once in some millions of
 * resumes: {@code LuaThread.State.lua_resume} then waits for ever for a coroutine that waits for
 * it. Such a thread is left behind, and the work done again; a thread that is stuck anywhere else
 * is a failure.
 */
final class Watched {
  private static final int ATTEMPTS = 3;

  private final long patienceMillis;
  private volatile long progress;

  /**
   * A watch.
   *
   * @param patienceMillis how long work may make no progress
   */
  Watched(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  /** Called now and then by the work. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // whether it moves is all that counts
  void progress() {
    progress++;
  }

  <T> T run(Callable<T> work) throws ExecutionException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      FutureTask<T> task = new FutureTask<>(work);
      Thread thread = new Thread(task, "golden");
      thread.setDaemon(true);
      thread.start();
      if (ends(task)) {
        return task.get();
      }
      if (!waitsForCoroutine(thread)) {
        break;
      }
    }
    throw new AssertionError("stuck:\n" + Thread.getAllStackTraces());
  }

  /** Whether it ends, however long that takes, as long as it goes on. */
  private boolean ends(FutureTask<?> task) throws InterruptedException {
    long before = -1;
    while (before != progress) {
      before = progress;
      try {
        task.get(patienceMillis, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        // goes on?
      } catch (ExecutionException e) {
        return true;
      }
    }
    return false;
  }

  private static boolean waitsForCoroutine(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (!frame.getClassName().equals("java.lang.Object")) {
        return frame.getMethodName().equals("lua_resume");
      }
    }
    return false;
  }
}
