package io.moontrace.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * Told of each outermost call from Java into Lua. One per copy of LuaJ. Called on the thread of the
 * call; what it throws is dropped.
 */
public interface LuaEntryListener {
  /**
   * A thread goes from Java into Lua.
   *
   * @param function the function that is entered, of one of the engine's function classes
   * @return what {@link #onExit} is given back, or null when the function is no Lua code
   */
  @Nullable Object onEntry(Object function);

  /**
   * The thread is back in Java.
   *
   * @param entry what {@link #onEntry} returned
   * @param thrown what left Lua, or null when the call returned
   */
  void onExit(Object entry, @Nullable Throwable thrown);
}
