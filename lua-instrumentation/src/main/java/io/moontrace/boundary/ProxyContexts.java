package io.moontrace.boundary;

import io.moontrace.error.WeakIdentityMap;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The trace context in which a script made each proxy. The agent carries the context of a task to
 * the thread of an executor, but not of a task that is a proxy: it leaves classes that the JDK
 * generates alone. Where a proxy is called on a thread without a context, that of the script holds.
 */
public final class ProxyContexts {
  /** Proxies that are alive at one time. */
  private static final int REMEMBERED = 10_000;

  private static final WeakIdentityMap<Object, Context> CONTEXTS =
      new WeakIdentityMap<>(REMEMBERED);

  /** Called by the script's thread. */
  @SuppressWarnings("ReferenceEquality") // the root is one object
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

  /** Called after it, on every way out. */
  public static void exit(@Nullable Scope scope) {
    if (scope != null) {
      scope.close();
    }
  }

  private ProxyContexts() {}
}
