package io.moontrace.diagnostics;

import io.moontrace.config.UnknownSetting;
import org.jspecify.annotations.Nullable;

/** An {@link UnknownSetting} as JMX shows it. */
public final class UnknownSettingData {
  private final UnknownSetting setting;

  UnknownSettingData(UnknownSetting setting) {
    this.setting = setting;
  }

  public String getName() {
    return setting.name();
  }

  /** Such as {@code environment variable}. */
  public String getSource() {
    return setting.source();
  }

  /** The nearest setting, where one is near. */
  public @Nullable String getSuggestion() {
    return setting.suggestion();
  }
}
