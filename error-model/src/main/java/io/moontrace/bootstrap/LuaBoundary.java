package io.moontrace.bootstrap;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The line between Java and Lua, one per thread: tells the outermost entry into Lua from all calls
 * that happen inside it. Woven code calls {@link #enter} before a Lua function runs and {@link
 * #exit} after it, on every way out. Neither throws.
 */
public final class LuaBoundary {
  private static final ThreadLocal<LuaBoundary> OF_THREAD = new OfThread();

  /** One listener per copy of LuaJ, reached from any of its classes, kept alive by them alone. */
  private static final ClassValue<AtomicReference<Listener>> LISTENERS = new OfEngine();

  // A flag, not a depth: when a deep call dies of a stack overflow its exit may not run, and a
  // count would stay wrong for ever. The outermost exit always runs high up on the stack.
  private boolean inside;
  private @Nullable Object entry;
  private @Nullable Listener listener;
  private LuaCatches catches = new LuaCatches();
  private final OverflowNotes overflow = new OverflowNotes();

  private LuaBoundary() {}

  /**
   * Sets who is told of the outermost entries into one copy of LuaJ, on the thread of the call.
   * What the two throw is dropped.
   *
   * @param engineClass any class of the engine's values
   * @param onEntry given the function that is entered; returns what {@code onExit} is given back,
   *     or null when the function is no Lua code
   * @param onExit given what {@code onEntry} returned, and what left Lua, or null
   */
  public static void listen(
      Class<?> engineClass,
      Function<Object, @Nullable Object> onEntry,
      BiConsumer<Object, @Nullable Throwable> onExit) {
    LISTENERS.get(engineClass).set(new Listener(onEntry, onExit));
  }

  /**
   * Called when a Lua function is about to run.
   *
   * @param function the function
   * @return the boundary that was crossed, or null when the thread is inside Lua already
   */
  public static @Nullable LuaBoundary enter(Object function) {
    LuaBoundary boundary = OF_THREAD.get();
    return boundary.inside ? null : boundary.open(function);
  }

  /** The boundary of the current thread. */
  public static LuaBoundary current() {
    return OF_THREAD.get();
  }

  /**
   * Marks the current thread as a coroutine's: it runs inside the entry of whoever resumes it, so
   * it makes no entry of its own, and what it catches was caught there.
   *
   * @param resumer the boundary of the thread that resumes, or null when it is not known
   */
  public static void enterCoroutine(@Nullable LuaBoundary resumer) {
    LuaBoundary boundary = OF_THREAD.get();
    boundary.inside = true;
    if (resumer != null) {
      boundary.catches = resumer.catches;
    }
  }

  /** Called when Lua catches an error and keeps its message alone. Never throws. */
  public static void caught(Throwable error) {
    try {
      LuaBoundary boundary = OF_THREAD.get();
      if (boundary.inside) {
        boundary.catches.add(error);
      }
    } catch (Throwable t) {
      // The script goes on with its message.
    }
  }

  /** What a stack overflow left on this thread since the boundary was crossed. */
  public OverflowNotes overflow() {
    return overflow;
  }

  /** What scripts caught since this boundary was crossed. */
  public LuaCatches catches() {
    return catches;
  }

  /**
   * Called when the function that crossed this boundary has ended.
   *
   * @param thrown what left the function, or null
   */
  public void exit(@Nullable Throwable thrown) {
    Listener told = listener;
    Object left = entry;
    inside = false;
    entry = null;
    listener = null;
    if (told != null && left != null) {
      try {
        told.onExit.accept(left, thrown);
      } catch (Throwable t) {
        // The application goes on as if nothing had been here.
      }
    }
    catches.clear();
    overflow.forget();
  }

  private @Nullable LuaBoundary open(Object function) {
    Listener told = LISTENERS.get(function.getClass()).get();
    if (told == null) {
      return null;
    }
    inside = true; // what the listener itself calls is no entry
    try {
      entry = told.onEntry.apply(function);
    } catch (Throwable t) {
      entry = null;
    }
    inside = entry != null;
    listener = told;
    return entry == null ? null : this;
  }

  /** JDK types, not an interface of ours: muzzle could not check a helper that implements that. */
  private static final class Listener {
    private final Function<Object, @Nullable Object> onEntry;
    private final BiConsumer<Object, @Nullable Throwable> onExit;

    Listener(
        Function<Object, @Nullable Object> onEntry,
        BiConsumer<Object, @Nullable Throwable> onExit) {
      this.onEntry = onEntry;
      this.onExit = onExit;
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
