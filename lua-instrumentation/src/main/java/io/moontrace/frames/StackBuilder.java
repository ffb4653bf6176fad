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
 * Puts one stack together from all that is known: the Java stack trace of a throwable and the
 * activations on it; what runs outside of them. At most {@link Limits#FRAMES} frames, the
 * innermost.
 */
public final class StackBuilder {
  /** What Lua's own traceback prints for frames that it leaves out. */
  private static final Frame LEFT_OUT = Frame.builtin("(...)");

  private static final Frame RESUMED_FROM = Frame.builtin("(...resumed from...)");
  private static final String OURS = "io.moontrace.";

  private static final StackCache CACHE = new StackCache();

  private final StackTraceElement[] java;
  private final List<Activation> lua;
  private final List<Frame> frames = new ArrayList<>();
  private boolean approximate;
  private boolean innermostOnly;
  private boolean leftLua;
  private boolean isOfCoroutine;
  private @Nullable CompilePosition compiling;
  private @Nullable ResumePoint resumePoint;

  /**
   * Begins a stack.
   *
   * @param java a stack trace; may be cut, or empty
   * @param lua the activations on it, innermost first
   */
  public StackBuilder(StackTraceElement[] java, List<Activation> lua) {
    this.java = java;
    this.lua = lua;
  }

  /** How many activations lie on a stack trace. */
  public static int activationsOn(StackTraceElement[] java) {
    return StackMerger.count(java, LuajStackRules.INSTANCE);
  }

  /** Says that frames are missing. */
  public StackBuilder approximate(boolean missing) {
    approximate |= missing;
    return this;
  }

  /** Says that of many activations only the innermost were noted. */
  public StackBuilder innermostOnly(boolean only) {
    innermostOnly = only;
    return this;
  }

  /**
   * Says that the throwable is just leaving Lua, on this very thread: where its own trace is cut,
   * the outermost frames are those of the thread, and the activations are right all the same.
   */
  public StackBuilder leavingLua() {
    leftLua = true;
    return this;
  }

  /** Says where the compiler was, if the throwable is its own; null for nothing. */
  public StackBuilder noted(@Nullable Activations notes) {
    compiling = notes == null ? null : notes.compiling();
    return this;
  }

  /** Says where the coroutine was resumed, if the throwable was thrown in one; null for unknown. */
  public StackBuilder resumedAt(@Nullable ResumePoint point) {
    resumePoint = point;
    return this;
  }

  public Stack build() {
    boolean isPlain = compiling == null && resumePoint == null && !innermostOnly && !approximate;
    StackCache.Key key = isPlain ? StackCache.key(java, lua) : null;
    Stack known = key == null ? null : CACHE.get(key);
    if (known != null) {
      return known;
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
    boolean reachesTheBottom = innermostOnly ? addKnownTrace() : addTrace();
    if (leftLua && !reachesTheBottom) {
      addThread();
    }
    addResumers();
    boolean tooMany = frames.size() > Limits.FRAMES;
    List<Frame> shown = tooMany ? frames.subList(0, Limits.FRAMES) : frames;
    return new Stack(SourceTexts.shownIn(shown), approximate || tooMany);
  }

  /** Returns whether the trace was whole at its outer end. */
  private boolean addTrace() {
    StackMerger merger = new StackMerger(java, lua, LuajStackRules.INSTANCE);
    frames.addAll(merger.merge());
    isOfCoroutine = merger.endsInCoroutine();
    approximate |= java.length == 0 || merger.activations() != lua.size();
    if (leftLua) {
      addSurplus(merger.activations());
    }
    return java.length > 0 && merger.activations() >= lua.size();
  }

  /** As {@link #addTrace}, up to the first activation that was not noted. */
  private boolean addKnownTrace() {
    StackMerger merger = new StackMerger(java, lua, LuajStackRules.INSTANCE);
    frames.addAll(merger.mergeKnown());
    boolean whole = java.length > 0 && activationsOn(java) == lua.size();
    if (!whole) {
      frames.add(LEFT_OUT);
      approximate = true;
    }
    return whole;
  }

  private void addSurplus(int known) {
    for (int i = known; i < lua.size(); i++) {
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
