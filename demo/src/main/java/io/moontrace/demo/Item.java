package io.moontrace.demo;

/** Something that can be bought. Public, because scripts call it: {@code item:cost()}. */
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

  /** What it cost to buy, in cents. */
  public int cost() {
    return cost;
  }

  /** What one weighs. */
  public int grams() {
    return grams;
  }
}
