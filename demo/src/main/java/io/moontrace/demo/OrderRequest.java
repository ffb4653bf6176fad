package io.moontrace.demo;

import java.util.regex.Pattern;

/** One order of a customer. */
final class OrderRequest {
  private static final int MAX_QUANTITY = 100;
  private static final Pattern CUSTOMER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern COUNTRY = Pattern.compile("[a-z]{2}");
  private static final Pattern COUPON = Pattern.compile("[A-Z0-9]{0,16}");

  private final String customer;
  private final String sku;
  private final int quantity;
  private final String country;
  private final String coupon;

  OrderRequest(String customer, String sku, int quantity, String country, String coupon) {
    this.customer = customer;
    this.sku = sku;
    this.quantity = quantity;
    this.country = country;
    this.coupon = coupon;
  }

  static OrderRequest parse(Query query, Inventory inventory) throws BadRequestException {
    String sku = query.value("sku", "");
    if (!inventory.knows(sku)) {
      throw new BadRequestException("sku must be one of " + String.join(", ", inventory.skus()));
    }
    return new OrderRequest(
        query.text("customer", CUSTOMER, "1 to 64 letters, digits, dots, dashes"),
        sku,
        query.number("quantity", MAX_QUANTITY),
        query.value("country", "").isEmpty()
            ? "de"
            : query.text("country", COUNTRY, "two small letters"),
        query.text("coupon", COUPON, "up to 16 capital letters and digits"));
  }

  String customer() {
    return customer;
  }

  String sku() {
    return sku;
  }

  int quantity() {
    return quantity;
  }

  /** Two letters of the country to send to; {@code de} when none was named. */
  String country() {
    return country;
  }

  /** Empty when there is none; one that nobody knows is accepted here, the scripts decide. */
  String coupon() {
    return coupon;
  }
}
