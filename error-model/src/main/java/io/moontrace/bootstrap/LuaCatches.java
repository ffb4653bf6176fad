package io.moontrace.bootstrap;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The errors that scripts caught during one entry into Lua, the latest {@link #CAPACITY}. A script
 * that catches an error keeps its message alone; should it raise the message again, the error is
 * found here. Nothing else holds a caught error, so the references are soft: memory pressure takes
 * them, and the end of the entry does. Thread-safe.
 */
public final class LuaCatches {
  /** How many errors are remembered: a message is mostly raised again at once. */
  public static final int CAPACITY = 16;

  private final List<SoftReference<Throwable>> ring = new ArrayList<>(CAPACITY);
  private int next;
  private volatile boolean isEmpty = true; // an entry in which nothing was caught takes no lock

  LuaCatches() {}

  /**
   * What is caught twice on end, as a function of the library does that calls another, is kept
   * once.
   */
  synchronized void add(Throwable caught) {
    if (!isEmpty && latest() == caught) {
      return;
    }
    isEmpty = false;
    SoftReference<Throwable> reference = new SoftReference<>(caught);
    if (ring.size() < CAPACITY) {
      ring.add(reference);
    } else {
      ring.set(next, reference);
    }
    next = (next + 1) % CAPACITY;
  }

  void clear() {
    if (!isEmpty) {
      forget();
    }
  }

  private synchronized void forget() {
    ring.clear();
    next = 0;
    isEmpty = true;
  }

  private @Nullable Throwable latest() {
    return ring.get(Math.floorMod(next - 1, ring.size())).get();
  }

  /** What was caught, the latest first. */
  public synchronized List<Throwable> latestFirst() {
    List<Throwable> caught = new ArrayList<>(ring.size());
    for (int i = 1; i <= ring.size(); i++) {
      Throwable throwable = ring.get(Math.floorMod(next - i, ring.size())).get();
      if (throwable != null) {
        caught.add(throwable);
      }
    }
    return caught;
  }
}
