package io.moontrace.error;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A map with weak keys that are compared by identity. It never calls {@code equals} or {@code
 * hashCode} of a key, which may be hostile. It holds at most {@code limit} entries, including those
 * of dead keys that are not removed yet; beyond the limit the older half is dropped. Thread-safe.
 */
public final class WeakIdentityMap<K, V> {
  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
  private final int half;
  private volatile ConcurrentHashMap<Object, V> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<Object, V> old = new ConcurrentHashMap<>();

  /**
   * @param limit 2 or more
   */
  public WeakIdentityMap(int limit) {
    half = limit / 2;
  }

  public @Nullable V get(K key) {
    return find(new Probe(key));
  }

  /** Adds the value unless there is one; returns the value in the map. */
  public V putIfAbsent(K key, V value) {
    expunge();
    Key mine = new Key(key, dead);
    V present = find(mine);
    if (present == null) {
      present = youngWithRoom().putIfAbsent(mine, value);
    }
    return present == null ? value : present;
  }

  /** Sets the value and replaces an existing one. */
  public void put(K key, V value) {
    expunge();
    Key mine = new Key(key, dead);
    if (young.replace(mine, value) == null) {
      youngWithRoom().put(mine, value);
      old.remove(mine);
    }
  }

  /**
   * The number of entries, including those whose dead keys are not yet enqueued by the collector.
   */
  public int size() {
    expunge();
    return young.size() + old.size();
  }

  private @Nullable V find(Object key) {
    V value = young.get(key);
    return value != null ? value : old.get(key);
  }

  /** The young map, with room for one more entry. */
  private ConcurrentHashMap<Object, V> youngWithRoom() {
    if (young.size() >= half) {
      age();
    }
    return young;
  }

  private synchronized void age() {
    if (young.size() >= half) {
      old = young;
      young = new ConcurrentHashMap<>(half); // sized like the last one, so that it need not grow
    }
  }

  private void expunge() {
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
      young.remove(gone);
      old.remove(gone);
    }
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object referent, ReferenceQueue<Object> queue) {
      super(referent, queue);
      hash = System.identityHashCode(referent);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Key && ((Key) other).get() == mine;
    }
  }

  /** A key for lookups that registers no reference. */
  private static final class Probe {
    private final Object referent;

    Probe(Object referent) {
      this.referent = referent;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(referent);
    }

    // ConcurrentHashMap asks the key it was given, so this need not be symmetric.
    @Override
    @SuppressWarnings("EqualsUnsafeCast")
    public boolean equals(@Nullable Object other) {
      return other instanceof Key && ((Key) other).get() == referent;
    }
  }
}
