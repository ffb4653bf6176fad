package io.moontrace.diagnostics;

import static java.util.logging.Level.FINE;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.opentelemetry.javaagent.bootstrap.InstrumentationHolder;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.lang.instrument.Instrumentation;
import java.util.logging.Logger;

/** Offers the MXBean as soon as the program has JMX, and the report that {@code doctor} wants. */
@AutoService(AgentListener.class)
public final class AgentBean implements AgentListener {
  private static final Logger logger = Logger.getLogger(AgentBean.class.getName());

  /** Nothing of the bootstrap path may be touched before it is there, not even by the verifier. */
  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    Instrumentation instrumentation = InstrumentationHolder.getInstrumentation();
    if (instrumentation == null || !BootstrapClasses.provide()) {
      return;
    }
    try {
      new JmxWatch(instrumentation, sdk).start();
      DoctorRun.startIfWanted(sdk);
    } catch (RuntimeException | LinkageError e) {
      logger.log(FINE, "There is no MXBean", e);
    }
  }

  /** When every destination is there. */
  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }
}
