package io.moontrace.report;

import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.error.Limits;
import io.moontrace.frames.Activation;
import io.moontrace.frames.LuaFrames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A throwable with the Lua activations that lie on its stack: those it left itself, then those that
 * the throwables around it left after it was wrapped. Without LuaJ's own wrappers.
 */
final class Raised {
  private final List<Throwable> layers;
  private final List<Activation> activations;
  private final boolean caught;
  private final List<Frame> frames;

  private Raised(List<Throwable> layers, List<Activation> outer, boolean caught) {
    this.layers = layers;
    this.caught = caught;
    activations = joined(layers, outer);
    // of an overflow only the innermost activations are known
    boolean overflow = layers.get(layers.size() - 1) instanceof StackOverflowError;
    StackTraceElement[] java = stack(layers);
    frames =
        caught || overflow
            ? LuaFrames.knownStack(java, activations)
            : LuaFrames.stack(java, activations);
  }

  /** Looks at a throwable that left Lua. */
  static Raised of(Throwable throwable) {
    return new Raised(layers(throwable), Collections.emptyList(), false);
  }

  /** Looks at a throwable that was caught: its stack is known up to there. */
  static Raised caught(Throwable throwable) {
    return new Raised(layers(throwable), Collections.emptyList(), true);
  }

  /** Looks at a throwable that this one carries: it went the same way, and was caught with it. */
  Raised behind(Throwable throwable) {
    return new Raised(layers(throwable), activations, caught);
  }

  /** A luajava call under a luajava call wraps the wrapper. */
  private static List<Throwable> layers(Throwable throwable) {
    List<Throwable> layers = new ArrayList<>();
    Throwable next = throwable;
    while (next != null && layers.size() < Limits.CAUSES) {
      layers.add(next);
      next = EngineWrapper.unwrap(next);
    }
    return layers;
  }

  /** That of the innermost layer that has one. */
  private static StackTraceElement[] stack(List<Throwable> layers) {
    StackTraceElement[] stack = {};
    for (int i = layers.size() - 1; i >= 0 && stack.length == 0; i--) {
      stack = Foreign.stack(layers.get(i));
    }
    return stack;
  }

  private static List<Activation> joined(List<Throwable> layers, List<Activation> outer) {
    List<Activation> all = new ArrayList<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      all.addAll(LuaFrames.passedBy(layers.get(i)));
    }
    all.addAll(outer);
    return all;
  }

  /** The error itself. */
  Throwable throwable() {
    return layers.get(layers.size() - 1);
  }

  /** The error, and the wrappers that LuaJ put around it: outermost first. */
  List<Throwable> layers() {
    return layers;
  }

  /** Innermost first. */
  List<Frame> frames() {
    return frames;
  }

  String type() {
    return throwable().getClass().getName();
  }

  String message() {
    return Foreign.message(throwable());
  }

  /** That of the innermost frame: where it was raised. */
  Language language() {
    return frames.isEmpty() ? Language.JAVA : frames.get(0).language();
  }
}
