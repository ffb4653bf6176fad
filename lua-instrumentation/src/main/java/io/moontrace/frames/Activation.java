package io.moontrace.frames;

import io.moontrace.error.Frame;
import org.jspecify.annotations.Nullable;

/**
 * One activation of an interpreted function: the function and its current instruction. Immutable.
 */
public interface Activation {
  /**
   * This activation as a frame.
   *
   * @param caller the activation that called this one directly, or null
   */
  Frame frame(@Nullable Activation caller);

  /** The name by which the current instruction calls a function, or null if it has none. */
  @Nullable String calleeName();
}
