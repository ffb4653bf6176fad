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
 * The activations that one throwable has unwound, innermost first, and, if a script caught it, the
 * activations outside of the catch. The throwing thread adds to it at every activation, so adding
 * only stores. Holds at most {@link Limits#LUA_FRAMES} activations, the innermost.
 */
public final class Activations {
  private static final int USUAL_DEPTH = Math.min(8, Limits.LUA_FRAMES);

  private Prototype[] prototypes = new Prototype[USUAL_DEPTH];
  private int[] pcs = new int[USUAL_DEPTH];
  private int count;
  private boolean ended;
  private List<Map<String, String>> locals = Collections.emptyList();
  private @Nullable CompilePosition compiling;
  private @Nullable List<Activation> suspended;
  private @Nullable ResumePoint resumePoint;

  void add(Prototype prototype, int pc) {
    if (ended) {
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

  /** Clears the activations, because the same throwable is thrown again. */
  private void restart() {
    count = 0;
    ended = false;
    locals = Collections.emptyList();
    suspended = null;
    resumePoint = null;
  }

  /** Marks the end of the propagation: the throwable escaped Lua, or a script caught it. */
  void end() {
    ended = true;
  }

  /** Whether {@link #end} was called since the throwable was last thrown. */
  public boolean hasEnded() {
    return ended;
  }

  /** A hash of the position where the error was raised; 0 if it is not known. */
  int siteHash() {
    return count == 0 ? 0 : System.identityHashCode(prototypes[0]) * 31 + pcs[0];
  }

  void setCompiling(CompilePosition position) {
    compiling = position;
  }

  /** Whether LuaJ's compiler raised the throwable, which is a syntax error. */
  public boolean isSyntaxError() {
    return compiling != null;
  }

  /** The position at which the compiler raised the throwable; null if it did not. */
  @Nullable CompilePosition compiling() {
    return compiling;
  }

  void setSuspended(List<Activation> activations) {
    suspended = activations;
  }

  /**
   * The activations suspended on the thread when a script caught the throwable; null if unknown.
   */
  public @Nullable List<Activation> suspended() {
    return suspended;
  }

  /** Set by the coroutine in which the throwable was caught. */
  public void setResumePoint(ResumePoint point) {
    resumePoint = point;
  }

  /** Where the coroutine in which a script caught the throwable was resumed; null if unknown. */
  public @Nullable ResumePoint resumePoint() {
    return resumePoint;
  }

  /**
   * Chunk and line of the innermost activation, as LuaJ prepends them to a message; null without
   * one.
   */
  @Nullable String position() {
    if (compiling != null) {
      return compiling.position();
    }
    return count == 0 ? null : activation(0).position();
  }

  /** The chunk of the innermost activation; null without one. */
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
