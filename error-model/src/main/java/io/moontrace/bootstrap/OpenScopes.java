package io.moontrace.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The scopes that scripts have opened on one thread and not closed yet, innermost last. A scope
 * that stays open would remain current on the thread forever, so code that opens one remembers the
 * {@link #depth} before and calls {@link #closeDownTo} on every way out. Confined to its thread.
 */
public final class OpenScopes {
  /** Scopes that may be open at one time; spans are not nested that deep in practice. */
  public static final int CAPACITY = 256;

  private final Deque<Open> open = new ArrayDeque<>(0);

  OpenScopes() {}

  public int depth() {
    return open.size();
  }

  public boolean isFull() {
    return open.size() >= CAPACITY;
  }

  /**
   * Takes ownership of a scope. If {@link #isFull}, the scope is closed at once.
   *
   * @param replaceable whether {@link #closeReplaceable} may close it
   */
  public void push(AutoCloseable scope, boolean replaceable) {
    Open opened = new Open(scope, replaceable);
    if (isFull()) {
      opened.close();
    } else {
      open.addLast(opened);
    }
  }

  /**
   * Closes the innermost scope if it is replaceable, so that setting a value repeatedly does not
   * nest scopes.
   */
  public void closeReplaceable() {
    Open last = open.peekLast();
    if (last != null && last.replaceable) {
      open.removeLast().close();
    }
  }

  /** Closes all scopes but the outermost {@code depth}, innermost first. Never throws. */
  public void closeDownTo(int depth) {
    while (open.size() > depth) {
      open.removeLast().close();
    }
  }

  private static final class Open {
    private final AutoCloseable scope;
    private final boolean replaceable;

    Open(AutoCloseable scope, boolean replaceable) {
      this.scope = scope;
      this.replaceable = replaceable;
    }

    void close() {
      try {
        scope.close();
      } catch (Throwable t) {
        // The remaining scopes are still closed.
      }
    }
  }
}
