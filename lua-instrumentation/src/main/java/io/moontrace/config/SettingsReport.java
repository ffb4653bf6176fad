package io.moontrace.config;

import static java.util.logging.Level.WARNING;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Logger;

/**
 * What the settings were when the agent started: each value in force and what was wrong, and the
 * names that are no settings. Immutable; whoever asks before the agent has started gets an empty
 * one.
 */
public final class SettingsReport {
  /** Warnings about unknown names; the others are counted in one line. */
  static final int MAX_WARNINGS = 20;

  private static final Logger logger = Logger.getLogger(SettingsReport.class.getName());

  private static volatile SettingsReport current =
      new SettingsReport(Collections.emptyList(), new UnknownSettings());

  private final List<SettingValue> settings;
  private final UnknownSettings unknown;

  private SettingsReport(List<SettingValue> settings, UnknownSettings unknown) {
    this.settings = Collections.unmodifiableList(settings);
    this.unknown = unknown;
  }

  /** What the agent read when it started. */
  public static SettingsReport current() {
    return current;
  }

  /** Reads all settings and logs what is wrong with them: called once, by the agent. */
  static void logProblems() {
    SettingsReport report = read();
    current = report;
    for (SettingValue setting : report.settings) {
      if (setting.problem() != null) {
        logger.log(WARNING, "{0}={1}", new Object[] {setting.name(), setting.problem()});
      }
    }
    report.logUnknown();
  }

  /** Reads all settings as they are now. */
  static SettingsReport read() {
    List<SettingValue> values = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      values.add(SettingValue.of(ReadSetting.of(setting)));
    }
    return new SettingsReport(values, UnknownSettings.find());
  }

  private void logUnknown() {
    List<UnknownSetting> names = unknown.list();
    for (UnknownSetting name : names.subList(0, Math.min(names.size(), MAX_WARNINGS))) {
      logger.log(WARNING, "{0}", name.sentence());
    }
    if (unknown.count() > MAX_WARNINGS) {
      logger.log(
          WARNING,
          "{0} further names beginning with moontrace are no settings of Moontrace",
          unknown.count() - MAX_WARNINGS);
    }
  }

  /** All settings, in the order of {@link Setting}. */
  public List<SettingValue> settings() {
    return settings;
  }

  /** Names that are no settings, at most {@link UnknownSettings#MAX_NAMES}. */
  public List<UnknownSetting> unknown() {
    return unknown.list();
  }

  /** How many names are no settings, whether listed or not. */
  public int unknownCount() {
    return unknown.count();
  }
}
