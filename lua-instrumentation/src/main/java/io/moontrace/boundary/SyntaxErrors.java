package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.frames.Activations;
import io.moontrace.frames.LuaFrames;
import io.moontrace.report.ThrowableReports;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * Follows the syntax errors that leave {@code Globals.load}: those that reach Java without any call
 * into Lua are reported; the others are remembered, because {@code require} and {@code dofile} keep
 * their text alone.
 */
public final class SyntaxErrors {

  /**
   * Called when {@code Globals.load} is left.
   *
   * @param thrown what it throws, or null
   */
  public static void leftLoad(@Nullable LuaError thrown) {
    if (thrown == null) {
      return;
    }
    Activations notes = LuaFrames.find(thrown);
    if (notes == null || !notes.isRefusal() || notes.isOver()) {
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
