package io.moontrace.error;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Maps objects by identity and holds none of them: an entry goes with its key. Never calls {@code
 * equals} or {@code hashCode} of a key, which may be hostile. Thread-safe. At most {@code limit}
 * entries, counting keys that are dead and not collected yet: beyond it the older half goes.
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

  /** Keeps what is there already; returns what is in the map for the key now. */
  public V putIfAbsent(K key, V value) {
    expunge();
    Key mine = new Key(key, dead);
    V present = find(mine);
    if (present == null) {
      present = roomy().putIfAbsent(mine, value);
    }
    return present == null ? value : present;
  }

  /** Takes the place of what is there already. */
  public void put(K key, V value) {
    expunge();
    Key mine = new Key(key, dead);
    if (young.replace(mine, value) == null) {
      roomy().put(mine, value);
      old.remove(mine);
    }
  }

  /** How many keys are alive, give or take those that the collector has not told of yet. */
  public int size() {
    expunge();
    return young.size() + old.size();
  }

  private @Nullable V find(Object key) {
    V value = young.get(key);
    return value != null ? value : old.get(key);
  }

  /** Where there is room for one more. */
  private ConcurrentHashMap<Object, V> roomy() {
    if (young.size() >= half) {
      age();
    }
    return young;
  }

  private synchronized void age() {
    if (young.size() >= half) {
      old = young;
      young = new ConcurrentHashMap<>(half); // as full as the last one, so it need not grow
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
