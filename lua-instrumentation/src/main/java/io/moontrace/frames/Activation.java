package io.moontrace.frames;

import io.moontrace.error.Frame;
import org.jspecify.annotations.Nullable;

/** One call of an interpreted function: what runs, and where it is. Immutable. */
public interface Activation {
  /**
   * This activation as a frame.
   *
   * @param caller the activation that called this one with nothing in between, or null
   */
  Frame frame(@Nullable Activation caller);

  /** How the current instruction names the function it calls, or null when it does not tell. */
  @Nullable String calleeName();
}
