package io.moontrace.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads settings where there is no agent: system properties, then environment variables. */
final class StandaloneSettings {
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

  private StandaloneSettings() {}
}
