package io.moontrace.bootstrap;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The boundary between Java and Lua, one per thread: distinguishes the outermost entry into Lua
 * from the calls inside it. Woven code calls {@link #enter} before a Lua function runs and {@link
 * #exit} after it, on every way out. Neither throws. Unless noted, instances are confined to their
 * thread.
 */
public final class LuaBoundary {
  private static final ThreadLocal<LuaBoundary> OF_THREAD = new OfThread();

  /**
   * Recently used boundaries by thread id: a ThreadLocal lookup at every call from Java would show
   * in benchmarks. Read and written without a lock: an entry of another thread, or a missing one,
   * is looked up.
   */
  private static final Recent[] RECENT = new Recent[64];

  /**
   * One listener per copy of LuaJ, reachable from any of its classes and kept alive only by them.
   */
  private static final ClassValue<AtomicReference<Listener>> LISTENERS = new OfEngine();

  private final Thread thread = Thread.currentThread();

  // A flag, not a depth: in a stack overflow the exit of a deep call may not run, and a count would
  // stay wrong forever. The outermost exit always has enough stack to run.
  private boolean inside;
  private @Nullable Object entry;
  private @Nullable Listener listener;
  private @Nullable Object coroutine;
  private final CaughtThrowables ownCaught = new CaughtThrowables();
  private CaughtThrowables caughtThrowables = ownCaught;
  private final VmErrorActivations vmErrorActivations = new VmErrorActivations();
  private BusinessContext business = new BusinessContext();
  private final OpenScopes scopes = new OpenScopes();

  private LuaBoundary() {}

  /**
   * Sets the listener for the outermost entries into one copy of LuaJ. It is called on the thread
   * of the entry; what it throws is ignored.
   *
   * @param engineClass any class of the engine's values
   * @param onEntry takes the function that is entered; returns the value to pass to {@code onExit},
   *     or null if the function is not Lua code
   * @param onExit takes the value that {@code onEntry} returned, and the throwable that escaped
   *     Lua, or null
   * @param onCatch takes each error that is caught inside Lua, before the script goes on, and
   *     whether a script caught it; otherwise a coroutine or a part of the engine propagates it
   */
  public static void listen(
      Class<?> engineClass,
      Function<Object, @Nullable Object> onEntry,
      BiConsumer<Object, @Nullable Throwable> onExit,
      BiConsumer<Throwable, Boolean> onCatch) {
    LISTENERS.get(engineClass).set(new Listener(onEntry, onExit, onCatch));
  }

  /**
   * Called when a Lua function is about to run.
   *
   * @param function the function
   * @return the boundary that was crossed, or null if the thread is already inside Lua
   */
  public static @Nullable LuaBoundary enter(Object function) {
    LuaBoundary boundary = current();
    return boundary.inside ? null : boundary.open(function);
  }

  /** The boundary of the current thread. */
  public static LuaBoundary current() {
    Thread thread = Thread.currentThread();
    Recent recent = RECENT[(int) thread.getId() & RECENT.length - 1];
    LuaBoundary boundary = recent == null ? null : recent.get();
    return boundary != null && boundary.thread == thread ? boundary : lookUp(thread);
  }

  private static LuaBoundary lookUp(Thread thread) {
    LuaBoundary boundary = OF_THREAD.get();
    RECENT[(int) thread.getId() & RECENT.length - 1] = new Recent(boundary);
    return boundary;
  }

  /**
   * Marks the current thread as that of a coroutine. A coroutine runs inside the entry of its
   * resumer: it makes no entry of its own and shares the resumer's caught errors.
   *
   * @param resumer the boundary of the resuming thread, or null if it is not known
   * @param context what {@link #coroutine} returns on this thread from now on
   * @return the boundary of the current thread
   */
  public static LuaBoundary enterCoroutine(@Nullable LuaBoundary resumer, Object context) {
    LuaBoundary boundary = current();
    boundary.inside = true;
    boundary.coroutine = context;
    if (resumer != null) {
      boundary.caughtThrowables = resumer.caughtThrowables;
      boundary.listener = resumer.listener;
      boundary.business = resumer.business;
    }
    return boundary;
  }

  /**
   * Marks this thread as that of a coroutine that is suspended or has ended. If it later dies
   * because nothing resumes it, this does not concern its last resumer.
   */
  public void leaveCoroutine() {
    inside = false;
    listener = null;
    caughtThrowables = ownCaught;
  }

  /** Called at the end of a coroutine, on its thread. Never throws. */
  public static void exitCoroutine() {
    OF_THREAD.get().scopes.closeDownTo(0);
  }

  /** Called when Lua catches an error and hands a script only its message. Never throws. */
  public static void caught(Throwable error) {
    caught(error, true);
  }

  /**
   * Called when a coroutine dies of an error, or a part of the engine replaces it by another error,
   * and only its message is kept. Never throws.
   */
  public static void propagated(Throwable error) {
    caught(error, false);
  }

  private static void caught(Throwable error, boolean byScript) {
    try {
      LuaBoundary boundary = current();
      if (boundary.inside) {
        boundary.caughtThrowables.add(error);
        Listener current = boundary.listener;
        if (current != null) {
          current.onCatch.accept(error, byScript);
        }
      }
    } catch (Throwable t) {
      // The script goes on with its message.
    }
  }

  /**
   * The activations that a stack overflow or an out-of-memory error has unwound on this thread
   * since the boundary was crossed.
   */
  public VmErrorActivations vmErrorActivations() {
    return vmErrorActivations;
  }

  /** Whether the thread is running Lua, or Java that Lua called. */
  public boolean isInside() {
    return inside;
  }

  /** The context passed to {@link #enterCoroutine}; null on a thread that is not a coroutine's. */
  public @Nullable Object coroutine() {
    return coroutine;
  }

  /** The scopes that scripts have opened since this boundary was crossed and not closed. */
  public OpenScopes scopes() {
    return scopes;
  }

  /** The business context that scripts set. */
  public BusinessContext business() {
    return business;
  }

  /** The errors that scripts caught since this boundary was crossed. */
  public CaughtThrowables caughtThrowables() {
    return caughtThrowables;
  }

  /**
   * Called when the function that crossed this boundary has ended. Never throws.
   *
   * @param thrown the throwable that escaped the function, or null
   */
  public void exit(@Nullable Throwable thrown) {
    scopes.closeDownTo(0);
    Listener current = listener;
    Object ended = entry;
    inside = false;
    entry = null;
    listener = null;
    if (current != null && ended != null) {
      try {
        current.onExit.accept(ended, thrown);
      } catch (Throwable t) {
        // The application goes on as without the agent.
      }
    }
    caughtThrowables.clear();
    vmErrorActivations.clear();
    business.entryEnded();
  }

  private @Nullable LuaBoundary open(Object function) {
    Listener current = LISTENERS.get(function.getClass()).get();
    if (current == null) {
      return null;
    }
    inside = true; // calls of the listener itself are not entries
    try {
      entry = current.onEntry.apply(function);
    } catch (Throwable t) {
      entry = null;
    }
    inside = entry != null;
    listener = current;
    return entry == null ? null : this;
  }

  /**
   * JDK types instead of an interface: muzzle could not check a helper that implements one of ours.
   */
  private static final class Listener {
    private final Function<Object, @Nullable Object> onEntry;
    private final BiConsumer<Object, @Nullable Throwable> onExit;
    private final BiConsumer<Throwable, Boolean> onCatch;

    Listener(
        Function<Object, @Nullable Object> onEntry,
        BiConsumer<Object, @Nullable Throwable> onExit,
        BiConsumer<Throwable, Boolean> onCatch) {
      this.onEntry = onEntry;
      this.onExit = onExit;
      this.onCatch = onCatch;
    }
  }

  /** Weak, because a boundary belongs to its thread and refers to the application. */
  private static final class Recent extends WeakReference<LuaBoundary> {
    Recent(LuaBoundary boundary) {
      super(boundary);
    }
  }

  private static final class OfThread extends ThreadLocal<LuaBoundary> {
    @Override
    protected LuaBoundary initialValue() {
      return new LuaBoundary();
    }
  }

  private static final class OfEngine extends ClassValue<AtomicReference<Listener>> {
    @Override
    protected AtomicReference<Listener> computeValue(Class<?> type) {
      Class<?> parent = type.getSuperclass();
      return parent == null || parent == Object.class ? new AtomicReference<>() : get(parent);
    }
  }
}
