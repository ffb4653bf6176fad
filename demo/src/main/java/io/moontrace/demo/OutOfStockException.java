package io.moontrace.demo;

/** There is less of an item than an order asks for. */
final class OutOfStockException extends RuntimeException {
  OutOfStockException(String sku, int wanted, int left) {
    super("out of stock: " + wanted + " " + sku + " wanted, " + left + " left");
  }
}
