package io.moontrace.boundary;

import io.moontrace.bootstrap.ErrorCounts;
import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.error.ErrorReports;
import io.moontrace.frames.Activations;
import io.moontrace.frames.LuaFrames;
import io.moontrace.report.ThrowableReports;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * Handles the errors that scripts catch. Each is counted once, however many parts of the engine
 * propagate it; reports are rate-limited. Caught errors do not affect spans.
 */
final class CaughtErrors {
  private static final String LIBRARY = "org.luaj.vm2.lib.BaseLib";
  private static final int MAX_WRAPPERS = 16;

  /**
   * Called for each error that is caught inside Lua, before the script goes on.
   *
   * @param byScript whether a script caught it; otherwise a coroutine died of it, or a part of the
   *     engine replaces it by another error
   */
  static void caught(Throwable thrown, boolean byScript) {
    Activations recorded = LuaFrames.find(thrown);
    boolean counted = recorded != null && recorded.hasEnded();
    Activations captured = LuaFrames.caught(thrown);
    if (captured == null && byScript && !ErrorCounts.areEnabled()) {
      return; // the most frequent case: metrics are off and the call site has reached its limit
    }
    CoroutineContext coroutine = byScript && captured == null ? null : Coroutines.current();
    if (captured != null && coroutine != null) {
      captured.setResumePoint(coroutine.resumePoint());
    }
    if (counted || !isHandled(thrown, byScript, recorded, coroutine)) {
      return;
    }
    if (ErrorCounts.areEnabled()) {
      ErrorCounts.count(true, type(thrown), LuaFrames.chunk(thrown));
    }
    if (captured != null && RuntimeSettings.handledErrors() && ErrorReports.hasSinks()) {
      ErrorReports.publish(ThrowableReports.handled(thrown, Context.current()));
    }
  }

  /** An error that ends a coroutine of {@code coroutine.wrap} propagates to its resumer. */
  private static boolean isHandled(
      Throwable thrown,
      boolean byScript,
      @Nullable Activations recorded,
      @Nullable CoroutineContext coroutine) {
    if (!byScript) {
      return coroutine != null && !coroutine.isWrapped();
    }
    return recorded == null || !recorded.isSyntaxError() || isReturnedByLoad(thrown);
  }

  /**
   * {@code load} returns the message of a syntax error, while {@code dofile} and others raise it.
   */
  private static boolean isReturnedByLoad(Throwable syntaxError) {
    String caller = "";
    for (StackTraceElement element : syntaxError.getStackTrace()) {
      boolean library = caller.equals(LIBRARY);
      caller = element.getClassName();
      if (library && !caller.equals(LIBRARY)) {
        return caller.equals(LIBRARY + "$load") || caller.equals(LIBRARY + "$loadfile");
      }
    }
    return false;
  }

  /** The class of the error; for a Java exception that LuaJ wrapped, that of the exception. */
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
