package io.moontrace.demo;

import java.math.BigDecimal;

/** The amounts that the scripts computed, in cents. */
record Receipt(int price, int discount, int shipping, int total) {

  /** The response to the customer; amounts have two decimal places. */
  String json(String order, OrderRequest request) {
    return """
        {"order":%s,"sku":%s,"quantity":%d,"price":%s,"discount":%s,"shipping":%s,"total":%s}
        """
        .formatted(
            Responses.quote(order),
            Responses.quote(request.sku()),
            request.quantity(),
            amount(price),
            amount(discount),
            amount(shipping),
            amount(total));
  }

  private static BigDecimal amount(int cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
