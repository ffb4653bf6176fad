package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import io.moontrace.error.DropReason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.logging.Logger;

/**
 * Publishes the metric {@code moontrace.errors.dropped}, and logs the first drop of some reasons.
 */
final class DropMetrics {
  private static final Logger logger = Logger.getLogger(DropMetrics.class.getName());
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  static void register(Meter meter) {
    meter
        .counterBuilder("moontrace.errors.dropped")
        .setUnit("{item}")
        .setDescription("Errors, and parts of errors, that were dropped, by reason.")
        .buildWithCallback(DropMetrics::read);
  }

  private static void read(ObservableLongMeasurement measurement) {
    for (DropReason reason : DropReason.values()) {
      if (reason.total() > 0) {
        measurement.record(reason.total(), Attributes.of(REASON, reason.reason()));
      }
    }
  }

  static void logFirstOfEach() {
    DropReason.onFirstOfEach(DropMetrics::log);
  }

  /**
   * Other reasons need no log line: a failing writer logs by itself, and bounds are expected to
   * apply.
   */
  private static void log(DropReason reason) {
    if (reason == DropReason.QUEUE_FULL) {
      logger.log(
          WARNING,
          "moontrace.errors.file is written too slowly, and errors are dropped. Logged once; the metric"
              + " moontrace.errors.dropped counts them.");
    } else if (reason == DropReason.RATE_LIMIT) {
      logger.log(
          WARNING,
          "An error occurs more often than moontrace.errors.max-per-minute; further reports of it are"
              + " dropped. Logged once; the metric moontrace.errors.dropped counts them.");
    }
  }

  private DropMetrics() {}
}
