package io.moontrace.error;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configured values of the bounds in {@link Limits}. Each is read once, when that class is
 * initialised, and costs no more than a constant afterwards. The agent configures them before;
 * without the agent, they are read from the system properties and environment variables of the same
 * names. Thread-safe.
 */
public final class ConfiguredLimits {
  /**
   * The largest multiple of its default that a bound can be set to, so that no setting makes a walk
   * endless.
   */
  public static final int MAX_FACTOR = 10;

  private static final String PREFIX = "moontrace.limits.";

  private static final Map<String, Integer> configured = new TreeMap<>();
  private static final Map<String, Integer> inUse = new TreeMap<>();

  /**
   * Sets a bound.
   *
   * @param key the name of the setting
   * @param value 1 to {@link #MAX_FACTOR} times the default
   * @return false if this has no effect because another value is already in use
   */
  public static synchronized boolean configure(String key, int value) {
    configured.put(key, value);
    Integer used = inUse.get(key);
    return used == null || used == value;
  }

  /** The bounds in use so far, by the name of the setting. */
  public static synchronized Map<String, Integer> inUse() {
    return Collections.unmodifiableMap(new TreeMap<>(inUse));
  }

  /** The bound with the given name, which lacks the prefix that all these settings share. */
  static synchronized int of(String name, int byDefault) {
    String key = PREFIX + name;
    Integer agentValue = configured.get(key);
    int bound = agentValue == null ? standalone(key, byDefault) : bounded(agentValue, byDefault);
    inUse.put(key, bound);
    return bound;
  }

  private static int standalone(String key, int byDefault) {
    String text = StandaloneSettings.get(key);
    if (text == null || text.isEmpty()) {
      return byDefault;
    }
    try {
      int value = Integer.parseInt(text);
      if (bounded(value, byDefault) == value) {
        return value;
      }
    } catch (NumberFormatException e) {
      // as one that is out of bounds
    }
    StandaloneSettings.reject(
        key,
        text,
        "is not a whole number from 1 to "
            + MAX_FACTOR * (long) byDefault
            + "; the default applies: "
            + byDefault);
    return byDefault;
  }

  private static int bounded(int value, int byDefault) {
    return value > 0 && value <= MAX_FACTOR * (long) byDefault ? value : byDefault;
  }

  private ConfiguredLimits() {}
}
