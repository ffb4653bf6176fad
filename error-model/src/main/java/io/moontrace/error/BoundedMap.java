package io.moontrace.error;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map with a maximum size: adding an entry beyond it removes the eldest one. Not thread-safe. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int maxSize;

  /**
   * @param maxSize entries kept
   * @param byAccess whether the eldest entry is the least recently accessed one; otherwise the
   *     first inserted
   */
  public BoundedMap(int maxSize, boolean byAccess) {
    super(16, 0.75f, byAccess);
    this.maxSize = maxSize;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > maxSize;
  }
}
