package io.moontrace.cli;

/** A program that cannot be examined: why, and what to do. */
final class DoctorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String advice;

  DoctorException(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  Check check() {
    return Check.failed("program", String.valueOf(getMessage()), advice);
  }
}
