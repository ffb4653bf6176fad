package io.moontrace.demo;

/**
 * Something that can be bought. Public, because scripts call it: {@code item:cost()}.
 *
 * @param cost what it cost to buy, in cents
 * @param grams what one weighs
 */
public record Item(String sku, String category, int cost, int grams) {}
