package io.moontrace.demo;

import java.math.BigDecimal;
import java.util.Locale;

/** The amounts that the scripts computed, in cents. */
final class Receipt {
  private final int price;
  private final int discount;
  private final int shipping;
  private final int total;

  Receipt(int price, int discount, int shipping, int total) {
    this.price = price;
    this.discount = discount;
    this.shipping = shipping;
    this.total = total;
  }

  /** The response to the customer; amounts have two decimal places. */
  String json(String order, OrderRequest request) {
    return String.format(
        Locale.ROOT,
        "{\"order\":%s,\"sku\":%s,\"quantity\":%d,"
            + "\"price\":%s,\"discount\":%s,\"shipping\":%s,\"total\":%s}\n",
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
