package io.moontrace.demo;

import java.util.regex.Pattern;

/**
 * One order of a customer.
 *
 * @param country two-letter code of the destination; {@code de} by default
 * @param coupon empty if there is none; unknown coupons are left to the scripts
 */
record OrderRequest(String customer, String sku, int quantity, String country, String coupon) {
  private static final int MAX_QUANTITY = 100;
  private static final Pattern CUSTOMER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern COUNTRY = Pattern.compile("[a-z]{2}");
  private static final Pattern COUPON = Pattern.compile("[A-Z0-9]{0,16}");

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
}
