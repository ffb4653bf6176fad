package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaBoundary;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaThread;

/** What is carried into coroutines and back: one {@link CoroutineContext} for each. */
public final class Coroutines {
  private static final VirtualField<LuaThread.State, CoroutineContext> CONTEXT =
      VirtualField.find(LuaThread.State.class, CoroutineContext.class);

  /** The coroutine that the current thread is; null if it is none. */
  static @Nullable CoroutineContext current() {
    Object context = LuaBoundary.current().coroutine();
    return context instanceof CoroutineContext ? (CoroutineContext) context : null;
  }

  /** Called by the thread that resumes, before the coroutine runs. */
  public static CoroutineContext resume(LuaThread.State coroutine) {
    CoroutineContext context = of(coroutine);
    context.resume(LuaBoundary.current());
    return context;
  }

  /** Called by the thread that calls a function of {@code coroutine.wrap}, before that resumes. */
  public static void wrapped(LuaThread coroutine) {
    of(coroutine.state).setWrapped();
  }

  private static CoroutineContext of(LuaThread.State coroutine) {
    CoroutineContext context = CONTEXT.get(coroutine);
    if (context == null) {
      context = new CoroutineContext();
      CONTEXT.set(coroutine, context);
    }
    return context;
  }

  /** Called by the thread that resumed, when it goes on. */
  public static void resumed(@Nullable CoroutineContext context) {
    if (context != null) {
      context.resumed();
    }
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
