package io.moontrace.bootstrap;

import java.lang.ref.WeakReference;
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

  /**
   * The boundaries that were asked for lately, by the number of the thread: a look into the
   * thread's own map at every call from Java would be seen. Read and written without a lock: what
   * is found for another thread, or is not there yet, is looked up.
   */
  private static final Recent[] RECENT = new Recent[64];

  /** One listener per copy of LuaJ, reached from any of its classes, kept alive by them alone. */
  private static final ClassValue<AtomicReference<Listener>> LISTENERS = new OfEngine();

  private final Thread thread = Thread.currentThread();

  // A flag, not a depth: when a deep call dies of a stack overflow its exit may not run, and a
  // count would stay wrong for ever. The outermost exit always runs high up on the stack.
  private boolean inside;
  private @Nullable Object entry;
  private @Nullable Listener listener;
  private @Nullable Object coroutine;
  private final LuaCatches ownCatches = new LuaCatches();
  private LuaCatches catches = ownCatches;
  private final EmergencyNotes emergency = new EmergencyNotes();
  private BusinessContext business = new BusinessContext();
  private final OpenScopes scopes = new OpenScopes();

  private LuaBoundary() {}

  /**
   * Sets who is told of the outermost entries into one copy of LuaJ, on the thread of the call.
   * What the two throw is dropped.
   *
   * @param engineClass any class of the engine's values
   * @param onEntry given the function that is entered; returns what {@code onExit} is given back,
   *     or null when the function is no Lua code
   * @param onExit given what {@code onEntry} returned, and what left Lua, or null
   * @param onCatch given each error that is caught inside, before the script goes on; and whether a
   *     script catches it, or a coroutine or a part of the engine ends with it and passes it on
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
   * @return the boundary that was crossed, or null when the thread is inside Lua already
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
   * Marks the current thread as a coroutine's: it runs inside the entry of whoever resumes it, so
   * it makes no entry of its own, and what it catches was caught there.
   *
   * @param resumer the boundary of the thread that resumes, or null when it is not known
   * @param context what {@link #coroutine} returns on this thread from now on
   * @return the boundary of the current thread
   */
  public static LuaBoundary enterCoroutine(@Nullable LuaBoundary resumer, Object context) {
    LuaBoundary boundary = current();
    boundary.inside = true;
    boundary.coroutine = context;
    if (resumer != null) {
      boundary.catches = resumer.catches;
      boundary.listener = resumer.listener;
      boundary.business = resumer.business;
    }
    return boundary;
  }

  /**
   * Marks this thread as that of a coroutine that waits, or has ended: should it die because nobody
   * resumes it any more, that is no business of whoever resumed it last.
   */
  public void leaveCoroutine() {
    inside = false;
    listener = null;
    catches = ownCatches;
  }

  /** Called at the end of a coroutine, on its thread. Never throws. */
  public static void exitCoroutine() {
    OF_THREAD.get().scopes.closeDownTo(0);
  }

  /** Called when Lua catches an error and gives a script its message alone. Never throws. */
  public static void caught(Throwable error) {
    caught(error, true);
  }

  /**
   * Called when a coroutine dies of an error, or a part of the engine makes another error of it,
   * and keeps its message alone. Never throws.
   */
  public static void passedOn(Throwable error) {
    caught(error, false);
  }

  private static void caught(Throwable error, boolean byScript) {
    try {
      LuaBoundary boundary = current();
      if (boundary.inside) {
        boundary.catches.add(error);
        Listener told = boundary.listener;
        if (told != null) {
          told.onCatch.accept(error, byScript);
        }
      }
    } catch (Throwable t) {
      // The script goes on with its message.
    }
  }

  /** What a stack overflow or want of memory left on this thread since the boundary was crossed. */
  public EmergencyNotes emergency() {
    return emergency;
  }

  /** Whether the thread is in Lua, or in Java that Lua called. */
  public boolean isInside() {
    return inside;
  }

  /** What the coroutine of this thread was entered with; null on a thread that is none. */
  public @Nullable Object coroutine() {
    return coroutine;
  }

  /** What scripts opened since this boundary was crossed, and have not closed. */
  public OpenScopes scopes() {
    return scopes;
  }

  /** What scripts said of the request. */
  public BusinessContext business() {
    return business;
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
    scopes.closeDownTo(0);
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
    emergency.forget();
    business.entryEnded();
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

  /** Weak: a boundary is its thread's, and refers to the application. */
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
