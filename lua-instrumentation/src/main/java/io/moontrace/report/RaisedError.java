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
 * A throwable with the Lua activations on its stack: those it has unwound itself, then those that
 * its wrappers have unwound, then, if a script caught it, those outside of the catch. LuaJ's own
 * wrappers are removed.
 */
final class RaisedError {
  private final List<Throwable> layers;
  private final List<Activation> activations;
  private int unwound;
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
            .compilingAt(LuaFrames.find(throwable()))
            .resumedAt(resumePoint);
    stack = (leavesLua ? builder.leavingLua() : builder).build();
  }

  /** A throwable that is escaping Lua. */
  static RaisedError of(Throwable throwable) {
    return new RaisedError(layers(throwable), Collections.emptyList(), null, true);
  }

  /** A throwable that a script caught. */
  static RaisedError caught(Throwable throwable) {
    Activations recorded = LuaFrames.find(throwable);
    return new RaisedError(
        layers(throwable),
        suspended(recorded),
        recorded == null ? null : recorded.resumePoint(),
        false);
  }

  /** A cause or suppressed throwable of this one, which unwound the same activations. */
  RaisedError wrapping(Throwable throwable) {
    return new RaisedError(layers(throwable), activations, resumePoint, false);
  }

  /** The throwable inside all wrappers, and the wrappers: nested luajava calls wrap repeatedly. */
  private static List<Throwable> layers(Throwable throwable) {
    List<Throwable> layers = new ArrayList<>();
    Throwable next = throwable;
    while (next != null && layers.size() < Limits.CAUSES) {
      layers.add(next);
      next = EngineWrapper.unwrap(next);
    }
    return layers;
  }

  private static List<Activation> suspended(@Nullable Activations recorded) {
    List<Activation> suspended = recorded == null ? null : recorded.suspended();
    return suspended == null ? Collections.emptyList() : suspended;
  }

  /**
   * The stack of the innermost wrapper that has one: that of the error except for its innermost
   * frames.
   */
  private StackTraceElement[] wrapperStack() {
    StackTraceElement[] stack = {};
    for (int i = layers.size() - 1; i >= 0 && stack.length == 0; i--) {
      stack = SafeThrowable.stack(layers.get(i));
    }
    return stack;
  }

  /**
   * The activations of the error and its wrappers, then the outer ones that are missing on the
   * stack.
   */
  private List<Activation> joined(List<Activation> outer, StackTraceElement[] java) {
    List<Activation> all = new ArrayList<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      all.addAll(LuaFrames.unwoundBy(layers.get(i)));
    }
    unwound = all.size();
    if (!outer.isEmpty()) {
      int missing = Math.max(0, StackBuilder.activationsOn(java) - all.size());
      all.addAll(outer.subList(0, Math.min(missing, outer.size())));
    }
    return all;
  }

  /** The error itself, without wrappers. */
  Throwable throwable() {
    return layers.get(layers.size() - 1);
  }

  /** The wrappers that LuaJ put around the error, outermost first, and the error. */
  List<Throwable> layers() {
    return layers;
  }

  Stack stack() {
    return stack;
  }

  String type() {
    return throwable().getClass().getName();
  }

  /** The message; for an error value that is a table, with its contents. */
  String message() {
    return ErrorValue.replaceAddress(SafeThrowable.message(throwable()), throwable());
  }

  /**
   * The part of the message that consists of string literals of the unwound functions; null for
   * Java exceptions and syntax errors.
   */
  @Nullable String literalText() {
    Activations recorded = LuaFrames.find(throwable());
    return throwable() instanceof LuaError && (recorded == null || !recorded.isSyntaxError())
        ? LuaLiterals.literalText(
            SafeThrowable.message(throwable()),
            activations.subList(0, unwound),
            SafeThrowable.stack(throwable()))
        : null;
  }

  /** The language of the innermost frame, in which the error was raised. */
  Language language() {
    List<Frame> frames = stack.frames();
    return frames.isEmpty() ? Language.JAVA : frames.get(0).language();
  }
}
