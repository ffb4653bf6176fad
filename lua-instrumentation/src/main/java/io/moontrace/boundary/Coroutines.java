package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaBoundary;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import org.luaj.vm2.LuaThread;

/** Ties a coroutine to whoever resumes it. What it keeps refers to no context and no thread. */
public final class Coroutines {
  private static final VirtualField<LuaThread.State, LuaBoundary> RESUMER =
      VirtualField.find(LuaThread.State.class, LuaBoundary.class);

  /** Called by the thread that resumes, before the coroutine runs. */
  public static void resume(LuaThread.State coroutine) {
    RESUMER.set(coroutine, LuaBoundary.current());
  }

  /** Called by the coroutine's thread, before it runs on. */
  public static void resumed(LuaThread.State coroutine) {
    LuaBoundary.enterCoroutine(RESUMER.get(coroutine));
  }

  private Coroutines() {}
}
