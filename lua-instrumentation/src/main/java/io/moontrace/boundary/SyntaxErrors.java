package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.frames.Activations;
import io.moontrace.frames.LuaFrames;
import io.moontrace.report.ThrowableReports;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * Handles the syntax errors that escape {@code Globals.load}. Outside of any entry into Lua they
 * are reported. Inside they are recorded as caught, because {@code require} and {@code dofile} keep
 * only their text.
 */
public final class SyntaxErrors {

  /**
   * Called when {@code Globals.load} ends.
   *
   * @param thrown the throwable, or null
   */
  public static void loadFailed(@Nullable LuaError thrown) {
    if (thrown == null) {
      return;
    }
    Activations recorded = LuaFrames.find(thrown);
    if (recorded == null || !recorded.isSyntaxError() || recorded.hasEnded()) {
      return;
    }
    if (LuaBoundary.current().isInside()) {
      LuaBoundary.caught(thrown);
    } else {
      EscapedErrors.publish(thrown, ThrowableReports.report(thrown, Context.current()));
    }
  }

  private SyntaxErrors() {}
}
