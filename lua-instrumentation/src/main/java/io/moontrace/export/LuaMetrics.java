package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.logging.Logger;

/** Metrics of scripts and of our own losses, where somebody takes metrics at all. */
@AutoService(AgentListener.class)
public final class LuaMetrics implements AgentListener {
  private static final Logger logger = Logger.getLogger(LuaMetrics.class.getName());
  private static final String SCOPE = "io.moontrace";

  /** Nothing of the bootstrap path may be touched before it is there, not even by the verifier. */
  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    try {
      if (!BootstrapClasses.provide()) {
        return;
      }
      DropMetrics.sayFirstOfEach();
      Meter meter = sdk.getOpenTelemetrySdk().getMeterProvider().get(SCOPE);
      if (isWanted(meter)) {
        DropMetrics.countBy(meter);
        ScriptMeters.measureBy(meter);
      }
    } catch (RuntimeException | LinkageError e) {
      logger.log(WARNING, "Lua is not measured: {0}", e.toString());
    }
  }

  /** Without an exporter the SDK has a meter that does nothing; then nothing is measured either. */
  private static boolean isWanted(Meter meter) {
    return meter.getClass() != MeterProvider.noop().get(SCOPE).getClass();
  }
}
