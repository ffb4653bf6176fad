package io.moontrace.frames;

import io.moontrace.error.Frame;
import java.util.Collections;
import java.util.List;

/** One stack of both languages. Immutable. */
public final class Stack {
  private final List<Frame> frames;
  private final boolean approximate;

  Stack(List<Frame> frames, boolean approximate) {
    this.frames = Collections.unmodifiableList(frames);
    this.approximate = approximate;
  }

  /** Innermost first. */
  public List<Frame> frames() {
    return frames;
  }

  /** Whether these are the best known frames, but some are missing. */
  public boolean isApproximate() {
    return approximate;
  }
}
