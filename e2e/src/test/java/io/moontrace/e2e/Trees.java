package io.moontrace.e2e;

/** The traces of the demo, in the form of {@link Trace#tree()}. */
final class Trees {
  static final String GOOD_ORDER =
      """
      SERVER POST /orders
        INTERNAL lua scripts/orders.lua:checkout
          CLIENT GET
            SERVER GET /quote
      """;

  /** {@link #GOOD_ORDER} through the gateway. */
  static final String GOOD_ORDER_THROUGH_THE_GATEWAY =
      """
      SERVER POST
        CLIENT POST
          SERVER POST /orders
            INTERNAL lua scripts/orders.lua:checkout
              CLIENT GET
                SERVER GET /quote
      """;

  /** The scripts failed before they called the carrier. */
  static final String FAILED_BEFORE_SHIPPING =
      """
      SERVER POST /orders
        INTERNAL lua scripts/orders.lua:checkout
      """;

  private Trees() {}
}
