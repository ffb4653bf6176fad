package io.moontrace.boundary;

import io.moontrace.bootstrap.ErrorCounts;
import io.moontrace.bootstrap.Policy;
import io.moontrace.error.ErrorReports;
import io.moontrace.frames.Activations;
import io.moontrace.frames.LuaFrames;
import io.moontrace.report.ThrowableReports;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * The errors that scripts catch: each is counted once, however many parts of the engine pass it on;
 * now and then one is told. No span ends for it, and none is marked.
 */
final class CaughtErrors {
  private static final String LIBRARY = "org.luaj.vm2.lib.BaseLib";
  private static final int MAX_WRAPPERS = 16;

  /**
   * Called for each error that is caught inside Lua, before the script goes on.
   *
   * @param byScript else a coroutine died of it, or a part of the engine makes another error of it
   */
  static void caught(Throwable thrown, boolean byScript) {
    Activations known = LuaFrames.find(thrown);
    boolean again = known != null && known.isOver();
    Activations notes = LuaFrames.caught(thrown);
    if (notes == null && byScript && !ErrorCounts.areOn()) {
      return; // as most often: there is nobody to tell, and nothing new
    }
    CoroutineContext coroutine = byScript && notes == null ? null : Coroutines.current();
    if (notes != null && coroutine != null) {
      notes.setResumePoint(coroutine.resumePoint());
    }
    if (again || !isHandled(thrown, byScript, known, coroutine)) {
      return;
    }
    if (ErrorCounts.areOn()) {
      ErrorCounts.count(true, type(thrown), LuaFrames.chunk(thrown));
    }
    if (notes != null && Policy.handledErrors() && ErrorReports.isHeard()) {
      ErrorReports.publish(ThrowableReports.handled(thrown, Context.current()));
    }
  }

  /** What dies in a coroutine that {@code coroutine.wrap} made goes on in whoever resumed it. */
  private static boolean isHandled(
      Throwable thrown,
      boolean byScript,
      @Nullable Activations known,
      @Nullable CoroutineContext coroutine) {
    if (!byScript) {
      return coroutine != null && !coroutine.isWrapped();
    }
    return known == null || !known.isRefusal() || isReturnedByLoad(thrown);
  }

  /** {@code load} returns the message of a syntax error; {@code dofile} and others raise it. */
  private static boolean isReturnedByLoad(Throwable refusal) {
    String caller = "";
    for (StackTraceElement element : refusal.getStackTrace()) {
      boolean library = caller.equals(LIBRARY);
      caller = element.getClassName();
      if (library && !caller.equals(LIBRARY)) {
        return caller.equals(LIBRARY + "$load") || caller.equals(LIBRARY + "$loadfile");
      }
    }
    return false;
  }

  /** The class; of an exception of Java that LuaJ wrapped, the exception's. */
  private static String type(Throwable thrown) {
    Throwable inside = thrown;
    for (int i = 0; i < MAX_WRAPPERS && inside instanceof LuaError; i++) {
      Throwable cause = inside.getCause();
      if (cause == null || cause == inside) {
        break;
      }
      inside = cause;
    }
    return inside.getClass().getName();
  }

  private CaughtErrors() {}
}
