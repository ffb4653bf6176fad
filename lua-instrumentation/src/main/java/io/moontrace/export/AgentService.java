package io.moontrace.export;

import static java.util.logging.Level.FINE;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.error.Service;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.logging.Logger;

/** Tells the encoder in the application's own Logback for which service the agent reports. */
@AutoService(AgentListener.class)
public final class AgentService implements AgentListener {
  private static final Logger logger = Logger.getLogger(AgentService.class.getName());

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    try {
      if (BootstrapClasses.provide()) {
        Service.setOfAgent(ResourceService.of(sdk));
      }
    } catch (RuntimeException | LinkageError e) {
      logger.log(FINE, "Nobody is told the name of the service", e);
    }
  }
}
