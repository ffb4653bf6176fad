package io.moontrace.boundary;

import io.moontrace.error.WeakIdentityMap;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the trace context in which a script created each proxy. The agent propagates the
 * context of a task to the thread of an executor, but it does not instrument proxy classes. If a
 * proxy is called on a thread without a context, the context of the script is used. Thread-safe.
 */
public final class ProxyContexts {
  /** Proxies remembered. */
  private static final int REMEMBERED = 10_000;

  private static final WeakIdentityMap<Object, Context> CONTEXTS =
      new WeakIdentityMap<>(REMEMBERED);

  /** Called by the script's thread. */
  @SuppressWarnings("ReferenceEquality") // the root context is a singleton
  public static void created(Object proxy) {
    Context context = Context.current();
    if (context != Context.root()) {
      CONTEXTS.putIfAbsent(proxy, context);
    }
  }

  /** Called before the Lua function runs; the result goes to {@link #exit}. */
  @SuppressWarnings({"MustBeClosedChecker", "ReferenceEquality"}) // closed by exit()
  public static @Nullable Scope enter(Object proxy) {
    if (Context.current() != Context.root()) {
      return null;
    }
    Context context = CONTEXTS.get(proxy);
    return context == null ? null : context.makeCurrent();
  }

  /** Called after the Lua function, on every way out. */
  public static void exit(@Nullable Scope scope) {
    if (scope != null) {
      scope.close();
    }
  }

  private ProxyContexts() {}
}
