package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import com.google.auto.service.AutoService;
import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.ExceptionSignal;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.logging.Logger;

/** Sends errors by the configured signals: span events, log records, or both. */
@AutoService(AgentListener.class)
public final class ErrorSignals implements AgentListener {
  private static final Logger logger = Logger.getLogger(ErrorSignals.class.getName());
  private static final String SCOPE = "io.moontrace";

  /**
   * No class of the bootstrap path may be touched before the path is set up, not even by the
   * verifier.
   */
  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    try {
      if (!BootstrapClasses.provide()) {
        return;
      }
      RuntimeSettings.setExceptionEvents(ExceptionSignal.onSpans());
      if (ExceptionSignal.inLogs()) {
        new ErrorRecords(sdk.getOpenTelemetrySdk().getLogsBridge().get(SCOPE)).start();
      }
    } catch (RuntimeException | LinkageError e) {
      logger.log(WARNING, "Errors are not sent as log records: {0}", e.toString());
    }
  }
}
