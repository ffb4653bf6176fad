package io.moontrace.bootstrap;

import io.moontrace.error.Limits;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of an attribute of metrics: each makes a series of its own, and a script may load chunks
 * by any name. So the first so many that come are taken as they are, and one word for all others.
 * Thread-safe.
 */
public final class MetricNames {
  /** Chunks that are told apart. */
  public static final MetricNames CHUNKS = new MetricNames(200, "other");

  /** Types of errors that are told apart; what OpenTelemetry calls others. */
  public static final MetricNames TYPES = new MetricNames(100, "_OTHER");

  private final ConcurrentHashMap<String, String> known = new ConcurrentHashMap<>();
  private final int limit;
  private final String other;

  MetricNames(int limit, String other) {
    this.limit = limit;
    this.other = other;
  }

  /** The name, or the word for others. */
  public String of(String name) {
    String same = known.get(name);
    if (same != null) {
      return same;
    }
    return known.size() >= limit || name.length() > Limits.NAME ? other : add(name);
  }

  String other() {
    return other;
  }

  private synchronized String add(String name) {
    if (known.size() >= limit) {
      return other;
    }
    known.putIfAbsent(name, name);
    return name;
  }
}
