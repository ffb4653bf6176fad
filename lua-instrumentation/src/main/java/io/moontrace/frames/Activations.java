package io.moontrace.frames;

import io.moontrace.error.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/**
 * The activations a throwable left on its way out, innermost first. Written by the thread that
 * throws, at every activation, so it only stores; at most {@link Limits#LUA_FRAMES}, the innermost.
 */
public final class Activations {
  private static final int USUAL_DEPTH = 8;

  private Prototype[] prototypes = new Prototype[USUAL_DEPTH];
  private int[] pcs = new int[USUAL_DEPTH];
  private int count;
  private boolean reported;

  void add(Prototype prototype, int pc) {
    if (reported) {
      // The same throwable is thrown again: a new journey.
      count = 0;
      reported = false;
    }
    if (count == prototypes.length) {
      if (count >= Limits.LUA_FRAMES) {
        return;
      }
      prototypes = Arrays.copyOf(prototypes, count * 2);
      pcs = Arrays.copyOf(pcs, count * 2);
    }
    prototypes[count] = prototype;
    pcs[count] = pc;
    count++;
  }

  /** Says that the throwable has left Lua for good. */
  void markReported() {
    reported = true;
  }

  /** Chunk and line of the innermost one, as LuaJ puts them before a message; null without one. */
  @Nullable String position() {
    return count == 0 ? null : new LuaActivation(prototypes[0], pcs[0]).position();
  }

  List<LuaActivation> toList() {
    List<LuaActivation> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(new LuaActivation(prototypes[i], pcs[i]));
    }
    return list;
  }
}
