package io.moontrace.frames;

import io.moontrace.error.Stack;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/**
 * A cache of the stacks of recurring errors: at most {@link #SLOTS}, the latest of each slot.
 * Refers to prototypes weakly. Thread-safe without locks.
 */
final class StackCache {
  private static final int SLOTS = 256;

  /** Longer stack traces are not cached. */
  private static final int MAX_LENGTH = 256;

  private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(SLOTS);

  /**
   * A key for the parts of a stack; null if the stack cannot be cached, because it is too long or
   * has local variables.
   */
  static @Nullable Key key(StackTraceElement[] java, List<Activation> lua) {
    if (java.length == 0 || java.length > MAX_LENGTH) {
      return null;
    }
    int hash = Arrays.hashCode(java);
    for (Activation activation : lua) {
      if (!(activation instanceof LuaActivation) || !((LuaActivation) activation).isBare()) {
        return null;
      }
      hash = 31 * hash + ((LuaActivation) activation).pc();
    }
    return new Key(java, lua, CompiledChunks.versions(), hash);
  }

  @Nullable Stack get(Key key) {
    Entry entry = entries.get(key.slot());
    return entry != null && entry.isOf(key) ? entry.stack : null;
  }

  void put(Key key, Stack stack) {
    entries.set(key.slot(), new Entry(key, stack));
  }

  /** A key for one lookup, which refers to prototypes strongly. */
  static final class Key {
    private final StackTraceElement[] java;
    private final List<Activation> lua;
    private final int versions;
    private final int hash;

    private Key(StackTraceElement[] java, List<Activation> lua, int versions, int hash) {
      this.java = java;
      this.lua = lua;
      this.versions = versions;
      this.hash = hash;
    }

    private int slot() {
      return (hash ^ hash >>> 16) & (SLOTS - 1);
    }

    private LuaActivation activation(int i) {
      return (LuaActivation) lua.get(i);
    }
  }

  private static final class Entry {
    private final StackTraceElement[] java;
    private final WeakReference<?>[] prototypes;
    private final int[] pcs;
    private final int versions;
    private final int hash;
    private final Stack stack;

    Entry(Key key, Stack stack) {
      java = key.java;
      versions = key.versions;
      hash = key.hash;
      this.stack = stack;
      prototypes = new WeakReference<?>[key.lua.size()];
      pcs = new int[prototypes.length];
      for (int i = 0; i < pcs.length; i++) {
        prototypes[i] = new WeakReference<Prototype>(key.activation(i).prototype());
        pcs[i] = key.activation(i).pc();
      }
    }

    boolean isOf(Key key) {
      if (hash != key.hash || versions != key.versions || pcs.length != key.lua.size()) {
        return false;
      }
      for (int i = 0; i < pcs.length; i++) {
        LuaActivation activation = key.activation(i);
        if (pcs[i] != activation.pc() || prototypes[i].get() != activation.prototype()) {
          return false;
        }
      }
      return Arrays.equals(java, key.java);
    }
  }
}
