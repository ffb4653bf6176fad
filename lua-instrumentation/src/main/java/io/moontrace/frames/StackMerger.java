package io.moontrace.frames;

import io.moontrace.error.Frame;
import io.moontrace.error.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Interleaves Lua activations with a Java stack trace. The trace has one {@link
 * StackRules.Kind#ACTIVATION} element per activation, and both are innermost first, so the n-th
 * element is the n-th activation. Not thread-safe.
 */
final class StackMerger {
  /** Stands for an unknown activation. */
  static final Frame UNKNOWN = Frame.lua("?", "?", Frame.NO_LINE, null);

  /** Lua's own traceback prints this in place of callers lost by tail calls. */
  private static final Frame TAIL_CALLS = Frame.builtin("(...tail calls...)");

  private final StackTraceElement[] java;
  private final List<? extends Activation> lua;
  private final StackRules rules;
  private final List<Frame> frames = new ArrayList<>();
  private int nextLua;
  private boolean endsInCoroutine;

  /**
   * @param java a stack trace
   * @param lua the activations on it, innermost first. If there are fewer than on the trace, the
   *     outer ones become {@code ?}; surplus ones are ignored
   */
  StackMerger(StackTraceElement[] java, List<? extends Activation> lua, StackRules rules) {
    this.java = java;
    this.lua = lua;
    this.rules = rules;
  }

  /** The number of activations on a stack trace. */
  static int count(StackTraceElement[] java, StackRules rules) {
    int activations = 0;
    for (StackTraceElement element : java) {
      activations += rules.kind(element) == StackRules.Kind.ACTIVATION ? 1 : 0;
    }
    return activations;
  }

  /** The interleaved stack, innermost first, at most {@link Limits#FRAMES} frames. */
  List<Frame> merge() {
    return merge(java.length);
  }

  /** Like {@link #merge()}, but the stack ends before the first unknown activation. */
  List<Frame> mergeRecorded() {
    int end = 0;
    int activations = 0;
    while (end < java.length
        && (rules.kind(java[end]) != StackRules.Kind.ACTIVATION || ++activations <= lua.size())) {
      end++;
    }
    return merge(end);
  }

  /** The number of activations on the merged part of the trace. */
  int activations() {
    return nextLua;
  }

  /** Whether the merged part of the trace ends at the bottom of a coroutine. */
  boolean endsInCoroutine() {
    return endsInCoroutine;
  }

  private List<Frame> merge(int elements) {
    StackRules.Kind previous = StackRules.Kind.JAVA;
    for (int i = 0; i < elements && frames.size() < Limits.FRAMES; i++) {
      StackRules.Kind kind = rules.kind(java[i]);
      if (kind == StackRules.Kind.COROUTINE) {
        endsInCoroutine = true;
        break; // only the start of its thread follows
      }
      add(i, kind, previous);
      previous = kind;
    }
    return frames;
  }

  private void add(int i, StackRules.Kind kind, StackRules.Kind previous) {
    switch (kind) {
      case ACTIVATION:
        Activation activation = nextLua < lua.size() ? lua.get(nextLua) : null;
        nextLua++;
        frames.add(activation == null ? UNKNOWN : activation.frame(directCaller(i)));
        break;
      case COMPILED:
        frames.add(rules.compiled(java[i]));
        break;
      case BUILTIN:
        // call() and invoke() of one class are one call
        if (previous != kind || !java[i].getClassName().equals(java[i - 1].getClassName())) {
          Activation caller = directCaller(i);
          frames.add(rules.builtin(java[i], caller == null ? null : caller.calleeName()));
        }
        break;
      case TAIL_CALL:
        // consecutive tail calls are shown once
        if (frames.isEmpty() || !frames.get(frames.size() - 1).equals(TAIL_CALLS)) {
          frames.add(TAIL_CALLS);
        }
        break;
      case JAVA:
        frames.add(Frame.java(java[i]));
        break;
      default:
        break;
    }
  }

  /**
   * The next outer activation if only engine frames lie between, which means that it made this
   * call.
   */
  private @Nullable Activation directCaller(int i) {
    for (int j = i + 1; j < java.length; j++) {
      switch (rules.kind(java[j])) {
        case ACTIVATION:
          return nextLua < lua.size() ? lua.get(nextLua) : null;
        case ENGINE:
          break;
        case BUILTIN:
          if (!java[j].getClassName().equals(java[i].getClassName())) {
            return null;
          }
          break;
        default:
          return null;
      }
    }
    return null;
  }
}
