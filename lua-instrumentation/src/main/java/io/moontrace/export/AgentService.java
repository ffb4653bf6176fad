package io.moontrace.export;

import static java.util.logging.Level.FINE;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.error.Service;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.logging.Logger;

/** Makes the service of the agent available to the encoder in the application's own Logback. */
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
      logger.log(FINE, "The service name is not available to Logback encoders", e);
    }
  }
}
