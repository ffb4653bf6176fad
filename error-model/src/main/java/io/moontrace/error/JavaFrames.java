package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/**
 * A cache of Java frames. Programs throw from the same call sites again and again; a cached frame
 * need not be cleaned and rendered again.
 *
 * <p>A table of fixed size with two slots per hash: a new frame takes the first slot and moves its
 * entry to the second, whose entry is dropped. Thread-safe without locks: entries are immutable,
 * and missing one that another thread has just added does no harm. Holds only strings, no class and
 * no class loader.
 */
final class JavaFrames {
  /** Frames remembered; a power of two. */
  static final int REMEMBERED = 4096;

  private static final @Nullable Entry[] table = new Entry[REMEMBERED];

  static Frame of(StackTraceElement element) {
    int hash = element.hashCode();
    int slot = (hash ^ hash >>> 16) & (REMEMBERED - 1);
    Entry latest = table[slot];
    if (latest != null && latest.isOf(element, hash)) {
      return latest.frame;
    }
    Entry earlier = table[slot ^ 1];
    if (earlier != null && earlier.isOf(element, hash)) {
      return earlier.frame;
    }
    Frame frame = Frame.newJava(element);
    if (isShort(element)) {
      table[slot ^ 1] = latest;
      table[slot] = new Entry(element, hash, frame);
    }
    return frame;
  }

  /** Longer names are not cached, to bound the memory. */
  private static boolean isShort(StackTraceElement element) {
    String file = element.getFileName();
    return element.getClassName().length() <= Limits.NAME
        && element.getMethodName().length() <= Limits.NAME
        && (file == null || file.length() <= Limits.NAME);
  }

  private static final class Entry {
    final StackTraceElement element;
    final int hash;
    final Frame frame;

    Entry(StackTraceElement element, int hash, Frame frame) {
      this.element = element;
      this.hash = hash;
      this.frame = frame;
    }

    boolean isOf(StackTraceElement other, int otherHash) {
      return hash == otherHash && element.equals(other);
    }
  }

  private JavaFrames() {}
}
