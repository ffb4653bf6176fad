package io.moontrace.config;

import static java.util.logging.Level.WARNING;

import io.moontrace.error.ConfiguredLimits;
import java.util.logging.Logger;

/** Carries the settings {@code moontrace.limits.*} to where reports are made. */
final class ReportLimits {
  private static final Logger logger = Logger.getLogger(ReportLimits.class.getName());
  private static final String PREFIX = "moontrace.limits.";

  static void choose() {
    for (Setting setting : Setting.values()) {
      if (setting.key().startsWith(PREFIX)) {
        choose(setting);
      }
    }
  }

  private static void choose(Setting setting) {
    int value = setting.number();
    if (!ConfiguredLimits.configure(setting.key(), value)) {
      logger.log(
          WARNING,
          "{0}={1} comes too late: set it as a system property or environment variable",
          new Object[] {setting.key(), Integer.toString(value)});
    }
  }

  private ReportLimits() {}
}
