package io.moontrace.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings where there is no agent: system properties, then environment variables.
 * Thread-safe.
 */
public final class StandaloneSettings {
  private static final int SHOWN = 100;

  private static final Map<String, String> problems = new TreeMap<>();

  /** The trimmed value, or null if it is not set. */
  static @Nullable String get(String key) {
    try {
      String value = System.getProperty(key);
      if (value == null) {
        value = System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
      }
      return value == null ? null : value.trim();
    } catch (SecurityException e) {
      return null;
    }
  }

  /**
   * Notes that a value does not apply.
   *
   * @param why completes a sentence about the value
   */
  static synchronized void reject(String key, String value, String why) {
    problems.put(key, key + '=' + PrintableText.oneLine(value, SHOWN) + ' ' + why);
  }

  /**
   * What is wrong with the settings, a sentence for each, for whoever has a log to write it to.
   * With the agent this is not needed: it logs what is wrong with its own.
   */
  public static List<String> problems() {
    List<String> sentences = new ArrayList<>(Limits.LABELS); // both are read once they are used
    Redaction.text("");
    synchronized (StandaloneSettings.class) {
      sentences.addAll(problems.values());
    }
    sentences.replaceAll(Redaction::text);
    return sentences;
  }

  private StandaloneSettings() {}
}
