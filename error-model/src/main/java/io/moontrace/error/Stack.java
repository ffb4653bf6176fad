package io.moontrace.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One interleaved stack of Lua and Java. Immutable and thread-safe. Errors recur, so a stack that
 * is reused keeps its text and fingerprint.
 */
public final class Stack {
  public static final Stack EMPTY = new Stack(Collections.emptyList(), false);

  private final List<Frame> frames;
  private final boolean approximate;
  private volatile @Nullable String text;
  private volatile String @Nullable [] fingerprintFrames;
  private volatile @Nullable Fingerprint fingerprint;

  /**
   * @param frames innermost first
   * @param approximate whether frames are missing
   */
  public Stack(List<Frame> frames, boolean approximate) {
    this.frames = Collections.unmodifiableList(new ArrayList<>(frames));
    this.approximate = approximate;
  }

  /** Innermost first. */
  public List<Frame> frames() {
    return frames;
  }

  /** Whether frames are missing; those present are the best cached. */
  public boolean isApproximate() {
    return approximate;
  }

  /** All frames, one per line: {@link Limits#STACK_TEXT} characters and at most one more line. */
  String text() {
    String cached = text;
    if (cached == null) {
      cached = StackText.lines(frames);
      text = cached;
    }
    return cached;
  }

  /** The part that enters the fingerprint; callers must not change it. */
  String[] fingerprintFrames() {
    String[] cached = fingerprintFrames;
    if (cached == null) {
      cached = FingerprintFrames.of(frames);
      fingerprintFrames = cached;
    }
    return cached;
  }

  /** The fingerprint of an error with the given type and text and this stack. */
  String fingerprint(String type, String text) {
    Fingerprint cached = fingerprint;
    if (cached == null || !cached.isOf(type, text)) {
      cached = new Fingerprint(type, text, fingerprintFrames());
      fingerprint = cached;
    }
    return cached.toString();
  }
}
