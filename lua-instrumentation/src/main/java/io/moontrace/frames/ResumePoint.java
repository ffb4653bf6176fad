package io.moontrace.frames;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stack at which a coroutine was resumed. The coroutine's thread requests it, and the resumer's
 * thread fills it when it continues, still inside {@code resume}. LuaJ's lock on the coroutine
 * orders the two.
 */
public final class ResumePoint {
  private static final StackTraceElement[] UNKNOWN = {};

  private StackTraceElement[] java = UNKNOWN;
  private List<Activation> lua = Collections.emptyList();
  private @Nullable ResumePoint outer;

  /** Captures the stack. Called by the resumer's thread. */
  public void fill() {
    java = outsideOfResume(new Throwable().getStackTrace());
    lua = SuspendedActivations.ofCurrentThread();
  }

  /** Sets where the resumer, if it is itself a coroutine, was resumed. */
  public void setOuter(ResumePoint point) {
    outer = point;
  }

  /** The stack of the resumer's thread; empty if the coroutine has not returned control yet. */
  StackTraceElement[] java() {
    return java;
  }

  List<Activation> lua() {
    return lua;
  }

  @Nullable ResumePoint outer() {
    return outer;
  }

  private static StackTraceElement[] outsideOfResume(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length; i++) {
      if (LuajStackRules.isResume(stack[i])) {
        return Arrays.copyOfRange(stack, i + 1, stack.length);
      }
    }
    return UNKNOWN;
  }
}
