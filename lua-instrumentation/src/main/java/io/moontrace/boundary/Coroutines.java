package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaBoundary;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import org.luaj.vm2.LuaThread;

/** What is carried into coroutines and back: one {@link CoroutineContext} for each. */
public final class Coroutines {
  private static final VirtualField<LuaThread.State, CoroutineContext> CONTEXT =
      VirtualField.find(LuaThread.State.class, CoroutineContext.class);

  /** Called by the thread that resumes, before the coroutine runs. */
  public static void resume(LuaThread.State coroutine) {
    CoroutineContext context = CONTEXT.get(coroutine);
    if (context == null) {
      context = new CoroutineContext();
      CONTEXT.set(coroutine, context);
    }
    context.resume(LuaBoundary.current());
  }

  /** Called by the coroutine's thread, when it begins and when it goes on after a yield. */
  public static void attach(LuaThread.State coroutine) {
    CoroutineContext context = CONTEXT.get(coroutine);
    if (context != null) {
      context.attach();
    }
  }

  /** Called by the coroutine's thread, before it waits and when it ends. */
  public static void detach(LuaThread.State coroutine) {
    CoroutineContext context = CONTEXT.get(coroutine);
    if (context != null) {
      context.detach();
    }
  }

  private Coroutines() {}
}
