package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.logging.Logger;

/** Registers the metrics of scripts and of dropped errors, if metrics are exported. */
@AutoService(AgentListener.class)
public final class LuaMetrics implements AgentListener {
  private static final Logger logger = Logger.getLogger(LuaMetrics.class.getName());
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
      DropMetrics.logFirstOfEach();
      Meter meter = sdk.getOpenTelemetrySdk().getMeterProvider().get(SCOPE);
      if (isEnabled(meter)) {
        DropMetrics.register(meter);
        ScriptMeters.register(meter);
      }
    } catch (RuntimeException | LinkageError e) {
      logger.log(WARNING, "Moontrace metrics are not recorded: {0}", e.toString());
    }
  }

  /** Without an exporter the SDK provides a no-op meter; then nothing is measured. */
  private static boolean isEnabled(Meter meter) {
    return meter.getClass() != MeterProvider.noop().get(SCOPE).getClass();
  }
}
