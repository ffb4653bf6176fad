package io.moontrace.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** A setting as it was read: the value in force, where it comes from, and what was wrong. */
final class ReadSetting {
  private final Setting setting;
  private final SettingSource source;
  private final String configured;
  private final ParsedValue parsed;

  private ReadSetting(
      Setting setting, SettingSource source, String configured, ParsedValue parsed) {
    this.setting = setting;
    this.source = source;
    this.configured = configured;
    this.parsed = parsed;
  }

  /** Reads it now. An empty value is the default, wherever it was set. */
  static ReadSetting of(Setting setting) {
    ConfiguredText found = ConfiguredText.of(setting);
    String text = found == null ? "" : found.text().trim();
    SettingSource source = found == null ? SettingSource.DEFAULT : found.source();
    ParsedValue parsed = text.isEmpty() ? defaultOf(setting) : setting.type().parse(text);
    return new ReadSetting(setting, source, text, parsed);
  }

  private static ParsedValue defaultOf(Setting setting) {
    String text = setting.defaultValue();
    if (text.isEmpty()) {
      Object nothing = setting.type().isList() ? Collections.emptyList() : "";
      return ParsedValue.of(nothing, "");
    }
    return setting.type().parse(text);
  }

  Setting setting() {
    return setting;
  }

  /** Of the type that the setting's accessor promises. */
  Object value() {
    return requireNonNull(inForce().value());
  }

  /** The value in force as text. */
  String text() {
    return inForce().text();
  }

  private ParsedValue inForce() {
    return parsed.value() == null ? defaultOf(setting) : parsed;
  }

  /** Whether the default applies because nothing of what was configured is right. */
  boolean isRejected() {
    return parsed.value() == null;
  }

  SettingSource source() {
    return source;
  }

  /** What was configured, right or wrong; empty where nothing was. */
  String configured() {
    return configured;
  }

  /** The part of {@link #configured} that the problem is about; empty where that is the whole. */
  String wrongPart() {
    return parsed.wrongPart();
  }

  @Nullable String problem() {
    return parsed.problem();
  }
}
