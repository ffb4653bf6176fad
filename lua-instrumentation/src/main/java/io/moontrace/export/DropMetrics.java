package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import io.moontrace.error.DropReason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.logging.Logger;

/**
 * What is dropped, and why: the metric {@code moontrace.errors.dropped}, and one word in the log.
 */
final class DropMetrics {
  private static final Logger logger = Logger.getLogger(DropMetrics.class.getName());
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  static void countBy(Meter meter) {
    meter
        .counterBuilder("moontrace.errors.dropped")
        .setUnit("{item}")
        .setDescription("Errors, and parts of them, that were not told, by reason.")
        .buildWithCallback(DropMetrics::read);
  }

  private static void read(ObservableLongMeasurement measurement) {
    for (DropReason reason : DropReason.values()) {
      if (reason.total() > 0) {
        measurement.record(reason.total(), Attributes.of(REASON, reason.reason()));
      }
    }
  }

  static void sayFirstOfEach() {
    DropReason.tellFirstOfEach(DropMetrics::say);
  }

  /** A writer that fails has said so itself; what a bound cuts from an error is no news. */
  private static void say(DropReason reason) {
    if (reason == DropReason.QUEUE_FULL) {
      logger.log(
          WARNING,
          "moontrace.errors.file is written too slowly: errors are dropped. Said once;"
              + " moontrace.errors.dropped counts them.");
    } else if (reason == DropReason.RATE_LIMIT) {
      logger.log(
          WARNING,
          "An error comes more often than moontrace.errors.max-per-minute: it is not told each"
              + " time. Said once; moontrace.errors.dropped counts them.");
    }
  }

  private DropMetrics() {}
}
