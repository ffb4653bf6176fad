package io.moontrace.logback;

import io.moontrace.error.Limits;
import io.moontrace.error.StackTextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The format of {@code error.stack_trace}. Names and meanings are those of
 * logstash-logback-encoder.
 */
final class StackSettings {
  private final List<Pattern> exclude = new ArrayList<>();
  private int maxDepth = Integer.MAX_VALUE;
  private int maxLength = Limits.STACK_TEXT;
  private boolean rootCauseFirst;

  StackTextOptions options() {
    return new StackTextOptions(maxDepth, maxLength, exclude, rootCauseFirst);
  }

  void setMaxDepth(int frames) {
    maxDepth = atLeastOne(frames);
  }

  void setMaxLength(int characters) {
    maxLength = atLeastOne(characters);
  }

  void setRootCauseFirst(boolean rootCauseFirst) {
    this.rootCauseFirst = rootCauseFirst;
  }

  /** Adds a pattern; returns the error message if it is invalid, else null. */
  @Nullable String addExclude(String regex) {
    try {
      exclude.add(Pattern.compile(regex.trim()));
      return null;
    } catch (PatternSyntaxException e) {
      return e.getMessage();
    }
  }

  /** Other values mean "no limit", like {@code -1} and {@code full} in logstash-logback-encoder. */
  private static int atLeastOne(int value) {
    return value > 0 ? value : Integer.MAX_VALUE;
  }
}
