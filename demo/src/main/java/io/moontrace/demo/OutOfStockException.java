package io.moontrace.demo;

/** The stock of an item is less than the ordered quantity. */
final class OutOfStockException extends RuntimeException {
  OutOfStockException(String sku, int wanted, int left) {
    super("out of stock: " + wanted + " " + sku + " wanted, " + left + " left");
  }
}
