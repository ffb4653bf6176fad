package io.moontrace.error;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    int value = told != null ? told : number(StandaloneSettings.get(key), byDefault);
    int bound = value > 0 && value <= MOST * (long) byDefault ? value : byDefault;
    asked.put(key, bound);
    return bound;
  }

  private static int number(@Nullable String text, int byDefault) {
    try {
      return text == null ? byDefault : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return byDefault; // the agent says so, where there is one
    }
  }

  private ConfiguredLimits() {}
}
