package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaBoundary;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice around every method by which Java can call a Lua function. */
@SuppressWarnings("unused")
public final class EntryAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  public static @Nullable LuaBoundary onEnter(@Advice.This Object function) {
    return LuaBoundary.enter(function);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  public static void onExit(
      @Advice.Enter @Nullable LuaBoundary boundary, @Advice.Thrown @Nullable Throwable thrown) {
    if (boundary != null) {
      boundary.exit(thrown);
    }
  }

  private EntryAdvice() {}
}
