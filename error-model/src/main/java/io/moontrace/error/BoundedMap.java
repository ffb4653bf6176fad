package io.moontrace.error;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its eldest entry when there is one too many. Not thread-safe. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  /**
   * @param most entries
   * @param byUse whether the eldest is what was not asked for longest; else what was put in first
   */
  public BoundedMap(int most, boolean byUse) {
    super(16, 0.75f, byUse);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
