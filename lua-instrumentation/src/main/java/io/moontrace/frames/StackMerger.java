package io.moontrace.frames;

import io.moontrace.error.Frame;
import io.moontrace.error.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Zips Lua activations into a Java stack trace. The trace has one {@link
 * StackRules.Kind#ACTIVATION} element per activation, both run innermost first, so the n-th element
 * is the n-th activation.
 */
final class StackMerger {
  /** Stands for an activation that nothing is known of. */
  static final Frame UNKNOWN = Frame.lua("?", "?", Frame.NO_LINE, null);

  /** What Lua's own traceback prints where callers are gone. */
  private static final Frame TAIL_CALLS = Frame.builtin("(...tail calls...)");

  private final StackTraceElement[] java;
  private final List<? extends Activation> lua;
  private final StackRules rules;
  private final List<Frame> frames = new ArrayList<>();
  private int nextLua;
  private boolean endsInCoroutine;

  /**
   * Looks at one stack.
   *
   * @param java a stack trace
   * @param lua the activations on it, innermost first; where there are fewer than the trace has
   *     elements for, the outer ones become {@code ?}; surplus ones are left out
   */
  StackMerger(StackTraceElement[] java, List<? extends Activation> lua, StackRules rules) {
    this.java = java;
    this.lua = lua;
    this.rules = rules;
  }

  /** How many activations lie on a stack trace. */
  static int count(StackTraceElement[] java, StackRules rules) {
    int activations = 0;
    for (StackTraceElement element : java) {
      activations += rules.kind(element) == StackRules.Kind.ACTIVATION ? 1 : 0;
    }
    return activations;
  }

  /** One stack of both languages, innermost first, at most {@link Limits#FRAMES} frames. */
  List<Frame> merge() {
    return merge(java.length);
  }

  /**
   * As {@link #merge()}, but the stack ends before the first activation that nothing is known of.
   */
  List<Frame> mergeKnown() {
    int known = 0;
    int activations = 0;
    while (known < java.length
        && (rules.kind(java[known]) != StackRules.Kind.ACTIVATION || ++activations <= lua.size())) {
      known++;
    }
    return merge(known);
  }

  /** How many activations lay on the part of the trace that was merged. */
  int activations() {
    return nextLua;
  }

  /** Whether the part of the trace that was merged ends with the function of a coroutine. */
  boolean endsInCoroutine() {
    return endsInCoroutine;
  }

  private List<Frame> merge(int elements) {
    StackRules.Kind previous = StackRules.Kind.JAVA;
    for (int i = 0; i < elements && frames.size() < Limits.FRAMES; i++) {
      StackRules.Kind kind = rules.kind(java[i]);
      if (kind == StackRules.Kind.COROUTINE) {
        endsInCoroutine = true;
        break; // below is only the start of its thread
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
        // its call() and its invoke() are one call
        if (previous != kind || !java[i].getClassName().equals(java[i - 1].getClassName())) {
          Activation caller = directCaller(i);
          frames.add(rules.builtin(java[i], caller == null ? null : caller.calleeName()));
        }
        break;
      case TAIL_CALL:
        // several in a row are one gap
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

  /** The next activation outwards, if only the engine lies between: then it made this very call. */
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
