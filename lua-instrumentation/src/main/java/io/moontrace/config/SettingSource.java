package io.moontrace.config;

/** Where the value of a setting comes from. */
public enum SettingSource {
  SYSTEM_PROPERTY("system property"),
  ENVIRONMENT_VARIABLE("environment variable"),
  CONFIGURATION_FILE("configuration file"),
  YAML("YAML"),
  DEFAULT("default");

  private final String label;

  SettingSource(String label) {
    this.label = label;
  }

  /** As log lines and {@code doctor} show it. */
  @Override
  public String toString() {
    return label;
  }
}
