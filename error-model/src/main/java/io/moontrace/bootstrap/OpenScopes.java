package io.moontrace.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The scopes that scripts opened on one thread and have not closed yet, the innermost last. A scope
 * that is left open would stay current on the thread for ever; so whoever opens one notes how many
 * there were before, and closes down to there on every way out. For its own thread only.
 */
public final class OpenScopes {
  /** How many may be open at one time: nobody nests spans so deep. */
  public static final int CAPACITY = 256;

  private final Deque<Open> open = new ArrayDeque<>(0);

  OpenScopes() {}

  /** How many are open. */
  public int depth() {
    return open.size();
  }

  /** Whether one more would be too many. */
  public boolean isFull() {
    return open.size() >= CAPACITY;
  }

  /**
   * Takes a scope over. When too many are open it is closed at once.
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

  /** Closes the innermost scope if it may be replaced: setting one value often nests nothing. */
  public void closeReplaceable() {
    Open last = open.peekLast();
    if (last != null && last.replaceable) {
      open.removeLast().close();
    }
  }

  /** Closes all but the outermost {@code depth}, innermost first. Never throws. */
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
        // The next one is closed all the same.
      }
    }
  }
}
