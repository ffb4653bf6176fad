package io.moontrace.demo;

/** An article of the shop. Public, because scripts call it: {@code item:cost()}. */
public final class Item {
  private final String sku;
  private final String category;
  private final int cost;
  private final int grams;

  Item(String sku, String category, int cost, int grams) {
    this.sku = sku;
    this.category = category;
    this.cost = cost;
    this.grams = grams;
  }

  public String sku() {
    return sku;
  }

  public String category() {
    return category;
  }

  /** Purchase price in cents. */
  public int cost() {
    return cost;
  }

  /** Weight of one item. */
  public int grams() {
    return grams;
  }
}
