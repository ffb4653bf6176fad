package io.moontrace.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A pool of loaded scripts, one instance per worker thread. Thread-safe.
 *
 * <p>LuaJ's {@code Globals} and all tables in it are not thread-safe: two threads that share them
 * would see each other's half-written tables. So each request uses an instance of its own while it
 * runs. All instances are loaded at start-up: a script that does not compile prevents the start,
 * and no request waits for the compiler.
 */
final class ScriptPool {
  private final BlockingQueue<OrderScripts> idle;

  private ScriptPool(BlockingQueue<OrderScripts> idle) {
    this.idle = idle;
  }

  /**
   * Loads {@code orders.lua} and what it requires {@code size} times.
   *
   * @throws IOException if {@code orders.lua} cannot be read
   */
  static ScriptPool load(int size, Path folder, Inventory inventory, Shipping shipping)
      throws IOException {
    BlockingQueue<OrderScripts> idle = new ArrayBlockingQueue<>(size);
    for (int i = 0; i < size; i++) {
      idle.add(OrderScripts.load(folder, inventory, shipping));
    }
    return new ScriptPool(idle);
  }

  /** Runs {@link OrderScripts#checkout} in an instance that no other thread uses at the time. */
  Receipt checkout(OrderRequest request) {
    OrderScripts scripts = take();
    try {
      return scripts.checkout(request);
    } finally {
      idle.add(scripts);
    }
  }

  private OrderScripts take() {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the service stops", e);
    }
  }
}
