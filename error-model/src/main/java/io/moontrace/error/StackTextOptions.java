package io.moontrace.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.regex.Pattern;

/** Which parts of an error the text shows, and in which order. Immutable. */
public final class StackTextOptions {
  /** Everything within {@link Limits#STACK_TEXT}, the error first. */
  public static final StackTextOptions WHOLE =
      new StackTextOptions(Integer.MAX_VALUE, Limits.STACK_TEXT, new ArrayList<>(), false);

  private final int maxDepth;
  private final int maxLength;
  private final Pattern[] exclude;
  private final boolean rootCauseFirst;

  /**
   * @param maxDepth frames of one throwable; at least 0
   * @param maxLength characters; at least 0, and never more than {@link Limits#STACK_TEXT}
   * @param exclude patterns of frames to omit, searched in {@code class.method}
   * @param rootCauseFirst whether the innermost cause comes first
   */
  public StackTextOptions(
      int maxDepth, int maxLength, Collection<Pattern> exclude, boolean rootCauseFirst) {
    this.maxDepth = maxDepth;
    this.maxLength = Math.min(maxLength, Limits.STACK_TEXT);
    this.exclude = exclude.toArray(new Pattern[0]);
    this.rootCauseFirst = rootCauseFirst;
  }

  int maxDepth() {
    return maxDepth;
  }

  int maxLength() {
    return maxLength;
  }

  boolean rootCauseFirst() {
    return rootCauseFirst;
  }

  /** Whether all frames of a throwable are shown, as far as there is room. */
  boolean showsAllFrames() {
    return maxDepth == Integer.MAX_VALUE && exclude.length == 0;
  }

  boolean excludesAny() {
    return exclude.length > 0;
  }

  boolean excludes(Frame frame) {
    String module = frame.module();
    String name = module == null ? frame.function() : module + '.' + frame.function();
    for (Pattern pattern : exclude) {
      if (pattern.matcher(name).find()) {
        return true;
      }
    }
    return false;
  }
}
