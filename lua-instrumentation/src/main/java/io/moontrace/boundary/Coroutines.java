package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaBoundary;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaThread;

/** Associates each coroutine with a {@link CoroutineContext}. Called by woven code. */
public final class Coroutines {
  private static final VirtualField<LuaThread.State, CoroutineContext> CONTEXT =
      VirtualField.find(LuaThread.State.class, CoroutineContext.class);

  /** The context of the coroutine on the current thread; null if there is none. */
  static @Nullable CoroutineContext current() {
    Object context = LuaBoundary.current().coroutine();
    return context instanceof CoroutineContext ? (CoroutineContext) context : null;
  }

  /** Called by the resumer's thread before the coroutine runs. */
  public static CoroutineContext resume(LuaThread.State coroutine) {
    CoroutineContext context = of(coroutine);
    context.resume(LuaBoundary.current());
    return context;
  }

  /**
   * Called by the thread that calls a function of {@code coroutine.wrap}, before the function
   * resumes the coroutine.
   */
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

  /** Called by the resumer's thread when it continues. */
  public static void resumed(@Nullable CoroutineContext context) {
    if (context != null) {
      context.resumed();
    }
  }

  /** Called by the coroutine's thread when it starts and when it continues after a yield. */
  public static void attach(LuaThread.State coroutine) {
    CoroutineContext context = CONTEXT.get(coroutine);
    if (context != null) {
      context.attach();
    }
  }

  /** Called by the coroutine's thread before it is suspended and when it ends. */
  public static void detach(LuaThread.State coroutine) {
    CoroutineContext context = CONTEXT.get(coroutine);
    if (context != null) {
      context.detach();
    }
  }

  private Coroutines() {}
}
