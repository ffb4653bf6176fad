package io.moontrace.config;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text that somebody gave a setting, and where. The first source that names the setting wins:
 *
 * <ol>
 *   <li>the system property {@code moontrace.errors.file},
 *   <li>the environment variable {@code MOONTRACE_ERRORS_FILE},
 *   <li>{@code moontrace.errors.file} in the agent's configuration file of properties,
 *   <li>in declarative configuration (YAML) {@code errors: file:}, see {@link DeclaredSettings}.
 * </ol>
 */
final class ConfiguredText {
  private static volatile @Nullable ConfigProperties properties;

  private final String text;
  private final SettingSource source;

  ConfiguredText(String text, SettingSource source) {
    this.text = text;
    this.source = source;
  }

  /** Null where nobody set it. */
  static @Nullable ConfiguredText of(Setting setting) {
    ConfiguredText found = of(setting.key());
    if (found != null || properties != null) {
      return found; // an agent that reads properties reads no YAML
    }
    String declared = DeclaredSettings.text(setting);
    return declared == null ? null : new ConfiguredText(declared, SettingSource.YAML);
  }

  /**
   * Of any setting of the agent, outside of declarative configuration; null where nobody set it.
   */
  static @Nullable ConfiguredText of(String key) {
    String text = System.getProperty(key);
    if (text != null) {
      return new ConfiguredText(text, SettingSource.SYSTEM_PROPERTY);
    }
    text = System.getenv(environmentVariable(key));
    if (text != null) {
      return new ConfiguredText(text, SettingSource.ENVIRONMENT_VARIABLE);
    }
    ConfigProperties agent = properties;
    text = agent == null ? null : agent.getString(key);
    return text == null ? null : new ConfiguredText(text, SettingSource.CONFIGURATION_FILE);
  }

  static String environmentVariable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Called once the agent has read its own configuration. */
  static void readFrom(ConfigProperties config) {
    properties = config;
  }

  /** What the agent read of its own settings; null in a declarative configuration (YAML). */
  static @Nullable ConfigProperties agentProperties() {
    return properties;
  }

  String text() {
    return text;
  }

  SettingSource source() {
    return source;
  }
}
