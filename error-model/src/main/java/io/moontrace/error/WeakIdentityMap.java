package io.moontrace.error;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Maps objects by identity and holds none of them: an entry goes with its key. Never calls {@code
 * equals} or {@code hashCode} of a key, which may be hostile. Thread-safe. At most {@code limit}
 * entries: beyond it new keys are not taken.
 */
public final class WeakIdentityMap<K, V> {
  private final ConcurrentHashMap<Object, V> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
  private final int limit;

  public WeakIdentityMap(int limit) {
    this.limit = limit;
  }

  public @Nullable V get(K key) {
    return entries.get(new Probe(key));
  }

  /** Keeps what is there already; returns what is in the map for the key now. */
  public V putIfAbsent(K key, V value) {
    expunge();
    if (entries.size() >= limit) {
      V present = get(key);
      return present == null ? value : present;
    }
    V present = entries.putIfAbsent(new Key(key, dead), value);
    return present == null ? value : present;
  }

  /** Takes the place of what is there already. Beyond the limit a new key is not taken. */
  public void put(K key, V value) {
    expunge();
    if (entries.size() < limit || get(key) != null) {
      Key mine = new Key(key, dead);
      if (entries.replace(mine, value) == null) {
        entries.put(mine, value);
      }
    }
  }

  /** How many keys are alive, give or take those that the collector has not told of yet. */
  public int size() {
    expunge();
    return entries.size();
  }

  private void expunge() {
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
      entries.remove(gone);
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

  /** Looks a key up without registering a reference. */
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
