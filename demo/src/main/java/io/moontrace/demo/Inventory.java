package io.moontrace.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;

/**
 * The goods of the shop. Public, because scripts call it: {@code inventory:reserve(sku, quantity)}.
 * Thread-safe.
 */
public final class Inventory {
  private static final int PLENTY = 1_000_000;

  private final Map<String, Shelf> shelves = new LinkedHashMap<>();

  private Inventory() {}

  static Inventory stocked() {
    Inventory inventory = new Inventory();
    inventory.put(new Item("tea", "food", 400, 250), PLENTY);
    inventory.put(new Item("coffee", "food", 900, 500), PLENTY);
    inventory.put(new Item("lamp", "household", 2600, 1500), PLENTY);
    inventory.put(new Item("unicorn", "toys", 1900, 300), 0);
    // The scripts have no margin for antiques.
    inventory.put(new Item("globe", "antiques", 18000, 4000), 1);
    return inventory;
  }

  private void put(Item item, int stock) {
    shelves.put(item.sku(), new Shelf(item, new AtomicInteger(stock)));
  }

  Collection<String> skus() {
    return shelves.keySet();
  }

  boolean knows(String sku) {
    return shelves.containsKey(sku);
  }

  /** The price of one item in cents, computed by a rule that takes the {@link Item}. */
  public int price(String sku, LuaFunction rule) {
    Item item = shelf(sku).item();
    return rule.call(CoerceJavaToLua.coerce(item)).checkint();
  }

  /** The weight of one item in grams. */
  public int weight(String sku) {
    return shelf(sku).item().grams();
  }

  /**
   * Takes items off the shelf and returns how many remain.
   *
   * @throws IllegalStateException if there are too few; the message of the cause says how many
   */
  public int reserve(String sku, int quantity) {
    Shelf shelf = shelf(sku);
    try {
      return take(shelf, quantity);
    } catch (OutOfStockException e) {
      throw new IllegalStateException("cannot reserve " + quantity + " " + sku, e);
    }
  }

  private static int take(Shelf shelf, int quantity) {
    int available = shelf.stock().get();
    while (available >= quantity) {
      int before = shelf.stock().compareAndExchange(available, available - quantity);
      if (before == available) {
        return available - quantity;
      }
      available = before;
    }
    throw new OutOfStockException(shelf.item().sku(), quantity, available);
  }

  private Shelf shelf(String sku) {
    Shelf shelf = shelves.get(sku);
    if (shelf == null) {
      throw new IllegalArgumentException("no item " + sku);
    }
    return shelf;
  }

  private static final class Shelf {
    private final Item item;
    private final AtomicInteger stock;

    Shelf(Item item, AtomicInteger stock) {
      this.item = item;
      this.stock = stock;
    }

    Item item() {
      return item;
    }

    AtomicInteger stock() {
      return stock;
    }
  }
}
