package io.moontrace.demo;

/**
 * An article of the shop. Public, because scripts call it: {@code item:cost()}.
 *
 * @param cost purchase price in cents
 * @param grams weight of one item
 */
public record Item(String sku, String category, int cost, int grams) {}
