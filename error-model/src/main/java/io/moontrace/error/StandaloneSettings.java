package io.moontrace.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Settings for a program without the agent: system properties and environment variables. */
final class StandaloneSettings {
  /** Trimmed; null where nobody set it. */
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
