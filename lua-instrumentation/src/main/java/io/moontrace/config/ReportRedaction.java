package io.moontrace.config;

import static java.util.logging.Level.WARNING;

import io.moontrace.error.Redaction;
import java.util.List;
import java.util.logging.Logger;

/** Carries the settings {@code moontrace.redact.*} to where reports are made. */
final class ReportRedaction {
  private static final Logger logger = Logger.getLogger(ReportRedaction.class.getName());

  static void choose() {
    List<String> keys = Setting.REDACT_KEYS.list();
    List<String> values = Setting.REDACT_VALUES.words();
    List<String> wrong = Redaction.configure(enabled(), keys, values);
    if (!wrong.isEmpty()) {
      logger.log(
          WARNING,
          "{0} and {1}: no regular expressions, and ignored: {2}",
          new Object[] {
            Setting.REDACT_KEYS.key(), Setting.REDACT_VALUES.key(), String.join(" ", wrong)
          });
    }
  }

  /** Where it is not clear what is wanted, secrets are kept. */
  private static boolean enabled() {
    boolean[] enabled = {true};
    ReportPolicy.each(() -> enabled[0] = Setting.REDACT.flag());
    return enabled[0];
  }

  private ReportRedaction() {}
}
