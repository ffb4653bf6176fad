package io.moontrace.config;

import org.jspecify.annotations.Nullable;

/** A name that looks like a setting of Moontrace and is none. Immutable. */
public final class UnknownSetting {
  private final String name;
  private final SettingSource source;
  private final @Nullable String suggestion;

  UnknownSetting(String name, SettingSource source, @Nullable String suggestion) {
    this.name = ShownText.of(name);
    this.source = source;
    this.suggestion = suggestion;
  }

  /** As it was written, fit to be shown: bounded and on one line. */
  public String name() {
    return name;
  }

  /**
   * {@code system property}, {@code environment variable}, {@code configuration file}, {@code
   * YAML}.
   */
  public String source() {
    return source.toString();
  }

  /** The setting that was probably meant, spelled for the same source; null where none is near. */
  public @Nullable String suggestion() {
    return suggestion;
  }

  /** One sentence for the log. */
  String sentence() {
    return name
        + " ("
        + source
        + ") is no setting of Moontrace; "
        + (suggestion == null
            ? "docs/settings.md lists all settings"
            : "did you mean " + suggestion + '?');
  }
}
