package io.moontrace.config;

import io.moontrace.error.Redaction;

/** Carries the settings {@code moontrace.redact.*} to where reports are made. */
final class ReportRedaction {

  static void choose() {
    Redaction.configure(
        Setting.REDACT.flag(), Setting.REDACT_KEYS.list(), Setting.REDACT_VALUES.list());
  }

  private ReportRedaction() {}
}
