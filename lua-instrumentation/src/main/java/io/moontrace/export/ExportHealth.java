package io.moontrace.export;

import static java.util.logging.Level.INFO;
import static java.util.logging.Level.WARNING;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs once that an exporter fails and once that it works again, instead of a stack trace per
 * attempt. One instance per exporter; thread-safe.
 */
final class ExportHealth {
  private static final Logger logger = Logger.getLogger(ExportHealth.class.getName());
  private static final int MAX_CAUSES = 8;

  private final String signal;
  private boolean failing;
  private long dropped;
  private long accepted;
  private @Nullable String problem;

  /**
   * Tracks one exporter.
   *
   * @param signal the name of the exported items in the plural: {@code spans}
   */
  ExportHealth(String signal) {
    this.signal = signal;
  }

  /** Observes the result of an export; returns the same object. */
  CompletableResultCode watch(CompletableResultCode result, int items) {
    return result.whenComplete(
        () -> {
          if (result.isSuccess()) {
            succeeded(items);
          } else {
            failed(items, result.getFailureThrowable());
          }
        });
  }

  private synchronized void failed(int items, @Nullable Throwable reason) {
    dropped += items;
    problem = describe(reason);
    if (!failing) {
      failing = true;
      logger.log(
          WARNING,
          "Cannot export {0}: {1}. The application is not affected; {0} are dropped until the"
              + " collector responds. Check OTEL_EXPORTER_OTLP_ENDPOINT. Logged once.",
          new Object[] {signal, describe(reason)});
    }
  }

  private synchronized void succeeded(int items) {
    accepted += items;
    problem = null;
    if (failing) {
      logger.log(
          INFO,
          "Exporting {0} again; {1} were dropped.",
          new Object[] {signal, Long.toString(dropped)});
      failing = false;
      dropped = 0;
    }
  }

  /** How many items were taken since the start. */
  synchronized long accepted() {
    return accepted;
  }

  /** Why the latest export failed; null where it did not. */
  synchronized @Nullable String problem() {
    return problem;
  }

  /** Adds the innermost cause, because the outer messages only state that the export failed. */
  static String describe(@Nullable Throwable reason) {
    if (reason == null) {
      return "no reason given";
    }
    Throwable innermost = reason;
    for (int i = 0; i < MAX_CAUSES && innermost.getCause() != null; i++) {
      innermost = innermost.getCause();
    }
    String outer = reason.getMessage();
    return outer == null || innermost == reason
        ? innermost.toString()
        : outer + " (" + innermost + ')';
  }
}
