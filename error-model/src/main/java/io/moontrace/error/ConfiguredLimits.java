package io.moontrace.error;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the operator made of the bounds in {@link Limits}. Each is read once, when that class is
 * initialised, so that from there on it costs no more than a constant. The agent says before what
 * its settings are; without it, the system properties and environment variables of the same names
 * count. Thread-safe.
 */
public final class ConfiguredLimits {
  /** How many times its default a bound may be: no setting makes a walk endless. */
  public static final int MOST = 10;

  private static final String PREFIX = "moontrace.limits.";

  private static final Map<String, Integer> chosen = new TreeMap<>();
  private static final Map<String, Integer> asked = new TreeMap<>();

  /**
   * Chooses a bound.
   *
   * @param key the name of the setting
   * @param value from 1 to {@link #MOST} times the default
   * @return false if it comes too late to count: another value is in use already
   */
  public static synchronized boolean choose(String key, int value) {
    chosen.put(key, value);
    Integer inUse = asked.get(key);
    return inUse == null || inUse == value;
  }

  /** The bounds that are in use, by the name of their settings; empty before any is. */
  public static synchronized Map<String, Integer> inUse() {
    return Collections.unmodifiableMap(new TreeMap<>(asked));
  }

  /** The bound with the given name, without what the names of all begin with. */
  static synchronized int of(String name, int byDefault) {
    String key = PREFIX + name;
    Integer told = chosen.get(key);
    int bound = told == null ? standalone(key, byDefault) : bounded(told, byDefault);
    asked.put(key, bound);
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
            + MOST * (long) byDefault
            + "; the default applies: "
            + byDefault);
    return byDefault;
  }

  private static int bounded(int value, int byDefault) {
    return value > 0 && value <= MOST * (long) byDefault ? value : byDefault;
  }

  private ConfiguredLimits() {}
}
