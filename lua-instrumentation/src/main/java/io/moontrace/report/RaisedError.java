package io.moontrace.report;

import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.error.Limits;
import io.moontrace.error.Stack;
import io.moontrace.frames.Activation;
import io.moontrace.frames.Activations;
import io.moontrace.frames.LuaFrames;
import io.moontrace.frames.LuaLiterals;
import io.moontrace.frames.ResumePoint;
import io.moontrace.frames.StackBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * A throwable with the Lua activations that lie on its stack: those it left itself; then those that
 * the throwables around it left after it was wrapped; then, if a script caught it, those outside of
 * the catch. Without LuaJ's own wrappers.
 */
final class RaisedError {
  private final List<Throwable> layers;
  private final List<Activation> activations;
  private int left;
  private final @Nullable ResumePoint resumePoint;
  private final Stack stack;

  private RaisedError(
      List<Throwable> layers,
      List<Activation> outer,
      @Nullable ResumePoint resumePoint,
      boolean leavesLua) {
    this.layers = layers;
    this.resumePoint = resumePoint;
    StackTraceElement[] own = SafeThrowable.stack(throwable());
    StackTraceElement[] java = own.length == 0 ? wrapperStack() : own;
    activations = joined(outer, java);
    StackBuilder builder =
        new StackBuilder(java, activations)
            .approximate(own.length == 0)
            .innermostOnly(throwable() instanceof VirtualMachineError)
            .noted(LuaFrames.find(throwable()))
            .resumedAt(resumePoint);
    stack = (leavesLua ? builder.leavingLua() : builder).build();
  }

  /** Looks at a throwable that is just leaving Lua. */
  static RaisedError of(Throwable throwable) {
    return new RaisedError(layers(throwable), Collections.emptyList(), null, true);
  }

  /** Looks at a throwable that a script caught. */
  static RaisedError caught(Throwable throwable) {
    Activations notes = LuaFrames.find(throwable);
    return new RaisedError(
        layers(throwable), outside(notes), notes == null ? null : notes.resumePoint(), false);
  }

  /** Looks at a throwable that this one carries: it went the same way, and was caught with it. */
  RaisedError behind(Throwable throwable) {
    return new RaisedError(layers(throwable), activations, resumePoint, false);
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

  private static List<Activation> outside(@Nullable Activations notes) {
    List<Activation> outside = notes == null ? null : notes.outside();
    return outside == null ? Collections.emptyList() : outside;
  }

  /** That of the innermost wrapper that has one: the error's own, less the innermost frames. */
  private StackTraceElement[] wrapperStack() {
    StackTraceElement[] stack = {};
    for (int i = layers.size() - 1; i >= 0 && stack.length == 0; i--) {
      stack = SafeThrowable.stack(layers.get(i));
    }
    return stack;
  }

  /** Those of a wrapper around the throwable may be more: it was wrapped on another thread. */
  private List<Activation> joined(List<Activation> outer, StackTraceElement[] java) {
    List<Activation> all = new ArrayList<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      all.addAll(LuaFrames.passedBy(layers.get(i)));
    }
    left = all.size();
    if (!outer.isEmpty()) {
      int missing = Math.max(0, StackBuilder.activationsOn(java) - all.size());
      all.addAll(outer.subList(0, Math.min(missing, outer.size())));
    }
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

  Stack stack() {
    return stack;
  }

  String type() {
    return throwable().getClass().getName();
  }

  /** What the throwable says; of an error value that is a table, what is in it. */
  String message() {
    return ErrorValue.shownIn(SafeThrowable.message(throwable()), throwable());
  }

  /**
   * What of the message stands in the functions it left; null for an exception of Java, and for
   * what the compiler says.
   */
  @Nullable String said() {
    Activations notes = LuaFrames.find(throwable());
    return throwable() instanceof LuaError && (notes == null || !notes.isRefusal())
        ? LuaLiterals.said(
            SafeThrowable.message(throwable()),
            activations.subList(0, left),
            SafeThrowable.stack(throwable()))
        : null;
  }

  /** That of the innermost frame: where it was raised. */
  Language language() {
    List<Frame> frames = stack.frames();
    return frames.isEmpty() ? Language.JAVA : frames.get(0).language();
  }
}
