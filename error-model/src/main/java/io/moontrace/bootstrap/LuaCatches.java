package io.moontrace.bootstrap;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The errors that scripts caught during one entry into Lua, the latest {@link #CAPACITY}. A script
 * that catches an error keeps its message alone; should it raise the message again, the error is
 * found here. Nothing else holds a caught error, so they are held softly: memory pressure takes
 * them, and the end of the entry does.
 *
 * <p>Used by the thread of the entry and by those of its coroutines, of which one runs at a time;
 * LuaJ hands over between them under a lock. Threads that share it wrongly may lose errors, no
 * more.
 */
public final class LuaCatches {
  /** How many errors are remembered: a message is mostly raised again at once. */
  public static final int CAPACITY = 16;

  private @Nullable SoftReference<Throwable[]> ring;
  private int added;

  LuaCatches() {}

  /**
   * What is caught twice on end, as a function of the library does that calls another, is kept
   * once.
   */
  void add(Throwable caught) {
    Throwable[] kept = ring == null ? null : ring.get();
    if (kept == null) {
      kept = new Throwable[CAPACITY];
      ring = new SoftReference<>(kept);
      added = 0;
    }
    if (kept[slot(added - 1)] != caught) {
      kept[slot(added)] = caught;
      added++;
    }
  }

  void clear() {
    ring = null;
    added = 0;
  }

  /** What was caught, the latest first. */
  public List<Throwable> latestFirst() {
    List<Throwable> caught = new ArrayList<>();
    Throwable[] kept = ring == null ? null : ring.get();
    for (int i = 1; kept != null && i <= CAPACITY && i <= added; i++) {
      Throwable throwable = kept[slot(added - i)];
      if (throwable != null) {
        caught.add(throwable);
      }
    }
    return caught;
  }

  private static int slot(int number) {
    return number & CAPACITY - 1;
  }
}
