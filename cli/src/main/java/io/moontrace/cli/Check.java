package io.moontrace.cli;

import io.moontrace.error.PrintableText;
import org.jspecify.annotations.Nullable;

/** One thing that was checked. Immutable; its text is fit for a terminal. */
final class Check {
  /** Characters of a sentence. */
  static final int MAX_TEXT = 600;

  private final String name;
  private final Verdict verdict;
  private final String message;
  private final @Nullable String advice;

  private Check(String name, Verdict verdict, String message, @Nullable String advice) {
    this.name = name;
    this.verdict = verdict;
    this.message = PrintableText.oneLine(message, MAX_TEXT);
    this.advice = advice == null ? null : PrintableText.oneLine(advice, MAX_TEXT);
  }

  static Check ok(String name, String message) {
    return new Check(name, Verdict.OK, message, null);
  }

  static Check warning(String name, String message, String advice) {
    return new Check(name, Verdict.WARNING, message, advice);
  }

  static Check failed(String name, String message, String advice) {
    return new Check(name, Verdict.FAILED, message, advice);
  }

  /** What was checked: {@code engine}, {@code traces}, … */
  String name() {
    return name;
  }

  Verdict verdict() {
    return verdict;
  }

  /** What was found, in one sentence without a full stop. */
  String message() {
    return message;
  }

  /** What to do about it; null where all is well. */
  @Nullable String advice() {
    return advice;
  }
}
