package io.moontrace.e2e;

/** What traces of the demo look like, in the form of {@link Trace#tree()}. */
final class Trees {
  static final String GOOD_ORDER =
      """
      SERVER POST /orders
        INTERNAL lua scripts/orders.lua:checkout
          CLIENT GET
            SERVER GET /quote
      """;

  /** The scripts failed before they asked the carrier. */
  static final String FAILED_BEFORE_SHIPPING =
      """
      SERVER POST /orders
        INTERNAL lua scripts/orders.lua:checkout
      """;

  private Trees() {}
}
