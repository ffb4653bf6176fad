package io.moontrace.config;

import org.jspecify.annotations.Nullable;

/**
 * What became of the text of a setting: a value, a problem, or both where parts of it are wrong.
 */
final class ParsedValue {
  private final @Nullable Object value;
  private final String text;
  private final String wrongPart;
  private final @Nullable String problem;

  private ParsedValue(
      @Nullable Object value, String text, String wrongPart, @Nullable String problem) {
    this.value = value;
    this.text = text;
    this.wrongPart = wrongPart;
    this.problem = problem;
  }

  static ParsedValue of(Object value, String text) {
    return new ParsedValue(value, text, "", null);
  }

  /**
   * @param text of the parts that are right
   * @param wrongPart the first of the others
   * @param problem completes a sentence about that part
   */
  static ParsedValue inPart(Object value, String text, String wrongPart, String problem) {
    return new ParsedValue(value, text, wrongPart, problem);
  }

  /**
   * @param problem completes a sentence: "is not true or false"
   */
  static ParsedValue wrong(String problem) {
    return new ParsedValue(null, "", "", problem);
  }

  /** Null where nothing of the text is right: the default applies. */
  @Nullable Object value() {
    return value;
  }

  /** The text that stands for {@link #value}. */
  String text() {
    return text;
  }

  /** What {@link #problem} is about; empty where that is the whole. */
  String wrongPart() {
    return wrongPart;
  }

  @Nullable String problem() {
    return problem;
  }
}
