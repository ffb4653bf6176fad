package io.moontrace.bootstrap;

import io.moontrace.error.Limits;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the values of a metric attribute. Each value makes a series, and a script may load chunks
 * under any name, so the first values are used as they are and all others are replaced by one
 * placeholder. Thread-safe.
 */
public final class MetricNames {
  /** Names of chunks: the first 200. */
  public static final MetricNames CHUNKS = new MetricNames(200, "other");

  /**
   * Types of errors: the first 100; the placeholder is that of OpenTelemetry's semantic
   * conventions.
   */
  public static final MetricNames TYPES = new MetricNames(100, "_OTHER");

  private final ConcurrentHashMap<String, String> names = new ConcurrentHashMap<>();
  private final int limit;
  private final String other;

  MetricNames(int limit, String other) {
    this.limit = limit;
    this.other = other;
  }

  /** The name itself, or the placeholder. */
  public String of(String name) {
    String known = names.get(name);
    if (known != null) {
      return known;
    }
    return names.size() >= limit || name.length() > Limits.NAME ? other : add(name);
  }

  String other() {
    return other;
  }

  private synchronized String add(String name) {
    if (names.size() >= limit) {
      return other;
    }
    names.putIfAbsent(name, name);
    return name;
  }
}
