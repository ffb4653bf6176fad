package io.moontrace.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stack of both languages. Immutable, and safe to share between threads. Errors come again: a
 * stack that is kept for the next one keeps what was made of it.
 */
public final class Stack {
  public static final Stack EMPTY = new Stack(Collections.emptyList(), false);

  private final List<Frame> frames;
  private final boolean approximate;
  private volatile @Nullable String text;
  private volatile String @Nullable [] places;
  private volatile @Nullable Fingerprint fingerprint;

  /**
   * @param frames innermost first
   * @param approximate whether these are the best known frames, but some are missing
   */
  public Stack(List<Frame> frames, boolean approximate) {
    this.frames = Collections.unmodifiableList(new ArrayList<>(frames));
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

  /** All frames, a line each, at most {@link Limits#STACK_TEXT} characters and one line more. */
  String text() {
    String known = text;
    if (known == null) {
      known = StackText.lines(frames);
      text = known;
    }
    return known;
  }

  /** What counts of it for a fingerprint; not to be changed. */
  String[] places() {
    String[] known = places;
    if (known == null) {
      known = FingerprintFrames.of(frames);
      places = known;
    }
    return known;
  }

  /** The fingerprint of an error of this type and text with this stack. */
  String fingerprint(String type, String text) {
    Fingerprint known = fingerprint;
    if (known == null || !known.isOf(type, text)) {
      known = new Fingerprint(type, text, places());
      fingerprint = known;
    }
    return known.toString();
  }
}
