package io.moontrace.diagnostics;

import java.util.List;

/** What became of a test error. */
public final class TestErrorData {
  private final String errorId;
  private final List<DeliveryData> deliveries;

  TestErrorData(String errorId, List<DeliveryData> deliveries) {
    this.errorId = errorId;
    this.deliveries = deliveries;
  }

  /** {@code error.id}, the same in every destination. */
  public String getErrorId() {
    return errorId;
  }

  /** One for each destination that takes errors. */
  public List<DeliveryData> getDeliveries() {
    return deliveries;
  }
}
