package io.moontrace.frames;

import io.moontrace.error.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/**
 * What is known of one throwable's way through Lua: the activations it left, innermost first; and
 * where a script caught it, what lies outside of the catch. Written by the thread that throws, at
 * every activation, so it only stores; at most {@link Limits#LUA_FRAMES}, the innermost.
 */
public final class Activations {
  private static final int USUAL_DEPTH = Math.min(8, Limits.LUA_FRAMES);

  private Prototype[] prototypes = new Prototype[USUAL_DEPTH];
  private int[] pcs = new int[USUAL_DEPTH];
  private int count;
  private boolean over;
  private List<Map<String, String>> locals = Collections.emptyList();
  private @Nullable CompilePosition compiling;
  private @Nullable List<Activation> outside;
  private @Nullable ResumePoint resumePoint;

  void add(Prototype prototype, int pc) {
    if (over) {
      restart();
    }
    if (count == prototypes.length) {
      if (count >= Limits.LUA_FRAMES) {
        return;
      }
      int room = Math.min(count * 2, Limits.LUA_FRAMES);
      prototypes = Arrays.copyOf(prototypes, room);
      pcs = Arrays.copyOf(pcs, room);
    }
    prototypes[count] = prototype;
    pcs[count] = pc;
    count++;
  }

  void add(Prototype prototype, int pc, Map<String, String> values) {
    add(prototype, pc);
    if (locals.isEmpty()) {
      locals = new ArrayList<>();
    }
    if (locals.size() < count) {
      locals.add(values);
    }
  }

  /** The same throwable is thrown again: a new journey. */
  private void restart() {
    count = 0;
    over = false;
    locals = Collections.emptyList();
    outside = null;
    resumePoint = null;
  }

  /** Says that the throwable has come to its end: it left Lua, or a script caught it. */
  void end() {
    over = true;
  }

  /** Whether {@link #end} was called since the throwable was last thrown. */
  public boolean isOver() {
    return over;
  }

  /** Tells apart, mostly, the places where errors are raised. */
  int place() {
    return count == 0 ? 0 : System.identityHashCode(prototypes[0]) * 31 + pcs[0];
  }

  void setCompiling(CompilePosition position) {
    compiling = position;
  }

  /** Whether LuaJ's compiler raised the throwable. */
  public boolean isRefusal() {
    return compiling != null;
  }

  /** Where the compiler was that raised the throwable; null if none did. */
  @Nullable CompilePosition compiling() {
    return compiling;
  }

  void setOutside(List<Activation> activations) {
    outside = activations;
  }

  /**
   * What the thread was in the middle of where a script caught the throwable; null if not known.
   */
  public @Nullable List<Activation> outside() {
    return outside;
  }

  /** Said by a coroutine that caught the throwable. */
  public void setResumePoint(ResumePoint point) {
    resumePoint = point;
  }

  /** Where the coroutine was resumed in which a script caught the throwable; null if not known. */
  public @Nullable ResumePoint resumePoint() {
    return resumePoint;
  }

  /** Chunk and line of the innermost one, as LuaJ puts them before a message; null without one. */
  @Nullable String position() {
    if (compiling != null) {
      return compiling.position();
    }
    return count == 0 ? null : activation(0).position();
  }

  /** That of the innermost one; null without one. */
  @Nullable LuaChunk chunk() {
    return count == 0 ? null : LuaFunctionInfo.of(prototypes[0]).chunk();
  }

  List<Activation> toList() {
    List<Activation> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(activation(i));
    }
    return list;
  }

  private LuaActivation activation(int i) {
    return new LuaActivation(
        prototypes[i], pcs[i], i < locals.size() ? locals.get(i) : Collections.emptyMap());
  }
}
