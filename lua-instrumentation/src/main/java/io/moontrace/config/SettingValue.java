package io.moontrace.config;

import io.moontrace.error.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * A setting with its value in force, fit to be shown: bounded, on one line, secrets redacted.
 * Immutable.
 */
public final class SettingValue {
  private final String name;
  private final String value;
  private final String defaultValue;
  private final SettingSource source;
  private final @Nullable String problem;

  private SettingValue(ReadSetting read, @Nullable String problem) {
    name = read.setting().key();
    value = shown(read.text());
    defaultValue = read.setting().defaultValue();
    source = read.source();
    this.problem = problem;
  }

  static SettingValue of(ReadSetting read) {
    return new SettingValue(read, problem(read));
  }

  private static @Nullable String problem(ReadSetting read) {
    String why = read.problem();
    if (why == null) {
      return null;
    }
    String configured = shown(read.configured());
    if (!read.isRejected()) {
      return configured + ": " + shown(read.wrongPart()) + ' ' + why + "; the other parts apply";
    }
    String byDefault = read.setting().defaultValue();
    return configured
        + ' '
        + why
        + "; the default applies: "
        + (byDefault.isEmpty() ? "none" : byDefault);
  }

  private static String shown(String text) {
    return ShownText.of(Redaction.text(text, ShownText.MAX_LENGTH));
  }

  /** The name as a system property. */
  public String name() {
    return name;
  }

  /** The value in force. */
  public String value() {
    return value;
  }

  /** The value where nobody sets one; empty where that is nothing. */
  public String defaultValue() {
    return defaultValue;
  }

  /**
   * Where the value comes from: {@code default}, {@code system property}, {@code environment
   * variable}, {@code configuration file}, {@code YAML}. Where the configured value is wrong, where
   * that one comes from.
   */
  public String source() {
    return source.toString();
  }

  /** The wrong value, what is wrong with it and what applies instead; null where nothing is. */
  public @Nullable String problem() {
    return problem;
  }
}
