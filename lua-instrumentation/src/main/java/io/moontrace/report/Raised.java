package io.moontrace.report;

import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.frames.Activation;
import io.moontrace.frames.LuaFrames;
import java.util.ArrayList;
import java.util.List;

/**
 * A throwable with the Lua activations that lie on its stack: those it left itself, then those that
 * the throwables around it left after it was wrapped. Without LuaJ's own wrappers.
 */
final class Raised {
  private final Throwable throwable;
  private final List<Activation> activations;
  private final List<Frame> frames;

  private Raised(Throwable throwable, List<Activation> activations) {
    this.throwable = throwable;
    this.activations = activations;
    frames = LuaFrames.stack(Foreign.stack(throwable), activations);
  }

  /**
   * Looks at a throwable.
   *
   * @param outer what the throwables around it left, innermost first
   */
  static Raised of(Throwable throwable, List<Activation> outer) {
    Throwable current = throwable;
    List<Activation> activations = joined(current, outer);
    Throwable inside = EngineWrapper.unwrap(current);
    // LuaJ never wraps its own wrapper, so this is one step or none; a cycle ends it too.
    if (inside != null) {
      current = inside;
      activations = joined(current, activations);
    }
    return new Raised(current, activations);
  }

  private static List<Activation> joined(Throwable throwable, List<Activation> outer) {
    List<Activation> all = new ArrayList<>(LuaFrames.passedBy(throwable));
    all.addAll(outer);
    return all;
  }

  Throwable throwable() {
    return throwable;
  }

  List<Activation> activations() {
    return activations;
  }

  /** Innermost first. */
  List<Frame> frames() {
    return frames;
  }

  String type() {
    return throwable.getClass().getName();
  }

  String message() {
    return Foreign.message(throwable);
  }

  /** That of the innermost frame: where it was raised. */
  Language language() {
    return frames.isEmpty() ? Language.JAVA : frames.get(0).language();
  }
}
