package io.moontrace.demo;

/** Reports an invalid request; the message is for the client. */
final class BadRequestException extends Exception {
  BadRequestException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
