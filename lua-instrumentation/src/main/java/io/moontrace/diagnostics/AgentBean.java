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

  /** Asked for here, so that other programs do not load what {@code doctor} needs. */
  private static final String DOCTOR_REPORT = "io.moontrace.doctor.report";

  /** Nothing of the bootstrap path may be touched before it is there, not even by the verifier. */
  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    Instrumentation instrumentation = InstrumentationHolder.getInstrumentation();
    if (instrumentation == null || !BootstrapClasses.provide()) {
      return;
    }
    try {
      new JmxWatch(instrumentation, sdk).start();
      String report = System.getProperty(DOCTOR_REPORT);
      if (report != null && !report.isEmpty()) {
        DoctorRun.start(sdk, report);
      }
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
