package io.moontrace.bootstrap;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest {@link #CAPACITY} errors that scripts caught during one entry into Lua. A script that
 * catches an error gets only its message; if it raises the message again, the original error is
 * found here. Nothing else refers to a caught error, so these references are soft and last until
 * the end of the entry at most.
 *
 * <p>Used by the thread of the entry and by those of its coroutines. Only one of them runs at a
 * time, and LuaJ switches between them under a lock. Incorrect sharing between threads can lose
 * errors, nothing worse.
 */
public final class CaughtThrowables {
  /** Errors remembered, a power of two. A caught message is usually raised again at once. */
  public static final int CAPACITY = 16;

  private @Nullable SoftReference<Throwable[]> ring;
  private int added;

  CaughtThrowables() {}

  /**
   * Adds an error. The same error twice in a row, as when one library function calls another, is
   * kept once.
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

  /** A copy of the caught errors, latest first. */
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
