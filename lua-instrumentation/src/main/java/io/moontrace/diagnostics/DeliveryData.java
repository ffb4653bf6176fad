package io.moontrace.diagnostics;

import org.jspecify.annotations.Nullable;

/** Whether a destination took a test error. */
public final class DeliveryData {
  private final String destination;
  private final @Nullable String problem;

  DeliveryData(String destination, @Nullable String problem) {
    this.destination = destination;
    this.problem = problem;
  }

  /** Its name and target. */
  public String getDestination() {
    return destination;
  }

  /** Why it did not. */
  public @Nullable String getProblem() {
    return problem;
  }
}
