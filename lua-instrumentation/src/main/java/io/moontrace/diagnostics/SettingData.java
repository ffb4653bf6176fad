package io.moontrace.diagnostics;

import io.moontrace.config.SettingValue;
import org.jspecify.annotations.Nullable;

/** A {@link SettingValue} as JMX shows it. */
public final class SettingData {
  private final SettingValue setting;

  SettingData(SettingValue setting) {
    this.setting = setting;
  }

  public String getName() {
    return setting.name();
  }

  /** In force, redacted. */
  public String getValue() {
    return setting.value();
  }

  /** Such as {@code system property}, or {@code default}. */
  public String getSource() {
    return setting.source();
  }

  /** What is wrong with the value that was set. */
  public @Nullable String getProblem() {
    return setting.problem();
  }
}
