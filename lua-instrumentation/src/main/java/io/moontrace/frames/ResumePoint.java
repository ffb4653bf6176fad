package io.moontrace.frames;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a coroutine was resumed. Asked for by the coroutine's thread, and filled by the resumer's
 * thread once it goes on, still inside {@code resume}: LuaJ's lock on the coroutine lies between.
 */
public final class ResumePoint {
  private static final StackTraceElement[] UNKNOWN = {};

  private StackTraceElement[] java = UNKNOWN;
  private List<Activation> lua = Collections.emptyList();
  private @Nullable ResumePoint outer;

  /** Called by the resumer's thread. */
  public void fill() {
    java = outsideOfResume(new Throwable().getStackTrace());
    lua = SuspendedActivations.ofCurrentThread();
  }

  /** The resumer is a coroutine itself; this is where it was resumed. */
  public void setOuter(ResumePoint point) {
    outer = point;
  }

  /** The stack of the resumer's thread; empty when the coroutine has not come back. */
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
