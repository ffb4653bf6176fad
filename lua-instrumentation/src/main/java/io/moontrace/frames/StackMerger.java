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
  private static final Frame UNKNOWN = Frame.lua("?", "?", Frame.NO_LINE, null);

  /** What Lua's own traceback prints where callers are gone. */
  private static final Frame TAIL_CALLS = Frame.builtin("(...tail calls...)");

  private final StackTraceElement[] java;
  private final List<? extends Activation> lua;
  private final StackRules rules;
  private final List<Frame> frames = new ArrayList<>();
  private int nextLua;

  private StackMerger(StackTraceElement[] java, List<? extends Activation> lua, StackRules rules) {
    this.java = java;
    this.lua = lua;
    this.rules = rules;
  }

  /**
   * One stack of both languages, innermost first, at most {@link Limits#FRAMES} frames.
   *
   * @param java the stack trace of a throwable
   * @param lua the activations it passed, innermost first; where there are fewer than the trace has
   *     elements for, the outer ones become {@code ?}; surplus ones are left out
   */
  static List<Frame> merge(
      StackTraceElement[] java, List<? extends Activation> lua, StackRules rules) {
    return new StackMerger(java, lua, rules).merge(java.length);
  }

  /** As {@link #merge}, but the stack ends before the first activation that nothing is known of. */
  static List<Frame> mergeKnown(
      StackTraceElement[] java, List<? extends Activation> lua, StackRules rules) {
    int known = 0;
    int activations = 0;
    while (known < java.length
        && (rules.kind(java[known]) != StackRules.Kind.ACTIVATION || ++activations <= lua.size())) {
      known++;
    }
    return new StackMerger(java, lua, rules).merge(known);
  }

  private List<Frame> merge(int elements) {
    StackRules.Kind previous = StackRules.Kind.JAVA;
    for (int i = 0; i < elements && frames.size() < Limits.FRAMES; i++) {
      StackRules.Kind kind = rules.kind(java[i]);
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
