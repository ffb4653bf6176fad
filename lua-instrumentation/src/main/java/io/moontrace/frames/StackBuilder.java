package io.moontrace.frames;

import io.moontrace.error.Frame;
import io.moontrace.error.Limits;
import io.moontrace.error.Stack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds an interleaved stack from the Java stack trace of a throwable, the activations on it, and
 * the frames outside of them. At most {@link Limits#FRAMES} frames, the innermost. Not thread-safe.
 */
public final class StackBuilder {
  /** Lua's own traceback prints this for omitted frames. */
  private static final Frame OMITTED = Frame.builtin("(...)");

  private static final Frame RESUMED_FROM = Frame.builtin("(...resumed from...)");
  private static final String OURS = "io.moontrace.";

  private static final StackCache CACHE = new StackCache();

  private final StackTraceElement[] java;
  private final List<Activation> lua;
  private final List<Frame> frames = new ArrayList<>();
  private boolean approximate;
  private boolean innermostOnly;
  private boolean leavesLua;
  private boolean isOfCoroutine;
  private @Nullable CompilePosition compiling;
  private @Nullable ResumePoint resumePoint;

  /**
   * Begins a stack.
   *
   * @param java a stack trace; may be truncated or empty
   * @param lua the activations on it, innermost first
   */
  public StackBuilder(StackTraceElement[] java, List<Activation> lua) {
    this.java = java;
    this.lua = lua;
  }

  /** The number of activations on a stack trace. */
  public static int activationsOn(StackTraceElement[] java) {
    return StackMerger.count(java, LuajStackRules.INSTANCE);
  }

  /** Declares that frames are missing. */
  public StackBuilder approximate(boolean missing) {
    approximate |= missing;
    return this;
  }

  /** Declares that only the innermost activations were recorded. */
  public StackBuilder innermostOnly(boolean only) {
    innermostOnly = only;
    return this;
  }

  /**
   * Declares that the throwable is escaping Lua on this thread. If its own trace is truncated, the
   * outermost frames are those of the current thread, and the activations are still correct.
   */
  public StackBuilder leavingLua() {
    leavesLua = true;
    return this;
  }

  /** Sets the position of a syntax error, if the throwable is one. */
  public StackBuilder compilingAt(@Nullable Activations activations) {
    compiling = activations == null ? null : activations.compiling();
    return this;
  }

  /** Sets where the coroutine was resumed, if the throwable was thrown in one; null if unknown. */
  public StackBuilder resumedAt(@Nullable ResumePoint point) {
    resumePoint = point;
    return this;
  }

  public Stack build() {
    boolean isPlain = compiling == null && resumePoint == null && !innermostOnly && !approximate;
    StackCache.Key key = isPlain ? StackCache.key(java, lua) : null;
    Stack cached = key == null ? null : CACHE.get(key);
    if (cached != null) {
      return cached;
    }
    Stack built = assemble();
    if (key != null && !built.isApproximate()) {
      CACHE.put(key, built);
    }
    return built;
  }

  private Stack assemble() {
    if (compiling != null) {
      frames.add(compiling.frame());
    }
    boolean isComplete = innermostOnly ? addRecordedTrace() : addTrace();
    if (leavesLua && !isComplete) {
      addThread();
    }
    addResumers();
    boolean tooMany = frames.size() > Limits.FRAMES;
    List<Frame> shown = tooMany ? frames.subList(0, Limits.FRAMES) : frames;
    return new Stack(SourceTexts.withSource(shown), approximate || tooMany);
  }

  /** Returns whether the trace reaches the outermost frame. */
  private boolean addTrace() {
    StackMerger merger = new StackMerger(java, lua, LuajStackRules.INSTANCE);
    frames.addAll(merger.merge());
    isOfCoroutine = merger.endsInCoroutine();
    approximate |= java.length == 0 || merger.activations() != lua.size();
    if (leavesLua) {
      addSurplus(merger.activations());
    }
    return java.length > 0 && merger.activations() >= lua.size();
  }

  /** Like {@link #addTrace}, up to the first activation that was not recorded. */
  private boolean addRecordedTrace() {
    StackMerger merger = new StackMerger(java, lua, LuajStackRules.INSTANCE);
    frames.addAll(merger.mergeRecorded());
    boolean complete = java.length > 0 && activationsOn(java) == lua.size();
    if (!complete) {
      frames.add(OMITTED);
      approximate = true;
    }
    return complete;
  }

  private void addSurplus(int merged) {
    for (int i = merged; i < lua.size(); i++) {
      frames.add(lua.get(i).frame(i + 1 < lua.size() ? lua.get(i + 1) : null));
    }
  }

  private void addThread() {
    StackTraceElement[] thread = new Throwable().getStackTrace();
    int first = 0;
    while (first < thread.length && thread[first].getClassName().startsWith(OURS)) {
      first++;
    }
    addMerged(Arrays.copyOfRange(thread, first, thread.length), Collections.emptyList());
  }

  private void addResumers() {
    ResumePoint point = isOfCoroutine ? resumePoint : null;
    while (point != null && point.java().length > 0 && frames.size() <= Limits.FRAMES) {
      frames.add(RESUMED_FROM);
      addMerged(point.java(), point.lua());
      point = point.outer();
    }
    approximate |= point != null;
  }

  private void addMerged(StackTraceElement[] trace, List<Activation> activations) {
    StackMerger merger = new StackMerger(trace, activations, LuajStackRules.INSTANCE);
    frames.addAll(merger.merge());
    approximate |= merger.activations() != activations.size();
  }
}
