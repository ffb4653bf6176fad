package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.Setting;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.Service;
import io.opentelemetry.javaagent.bootstrap.internal.ConfiguredResourceAttributesHolder;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens what {@link Setting#ERRORS_FILE} names, once the agent knows whose errors these are. */
@AutoService(AgentListener.class)
public final class ErrorsFile implements AgentListener {
  private static final Logger logger = Logger.getLogger(ErrorsFile.class.getName());
  private static final String STDOUT = "-";

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    String path = Setting.ERRORS_FILE.value();
    if (path.isEmpty()) {
      return;
    }
    try {
      BootstrapClasses.provide();
      ErrorLines lines = new ErrorLines(service(), open(path));
      ErrorReports.sendTo(lines);
      Runtime.getRuntime().addShutdownHook(new Thread(lines::stop, "moontrace-errors-shutdown"));
    } catch (IOException | RuntimeException | LinkageError e) {
      logger.log(
          WARNING,
          "moontrace.errors.file={0} cannot be written, no error lines are: {1}."
              + " Give a path that this user may write, or - for standard output.",
          new Object[] {path, e.getMessage()});
    }
  }

  private static LineWriter open(String path) throws IOException {
    if (path.equals(STDOUT)) {
      return new StdoutLines();
    }
    int maxFiles = Integer.parseInt(Setting.ERRORS_MAX_FILES.value());
    return new RollingFile(path, Setting.ERRORS_MAX_SIZE.value(), maxFiles);
  }

  private static Service service() {
    String name = attribute("service.name");
    String environment = attribute("deployment.environment.name");
    return new Service(
        name == null ? "unknown_service:java" : name,
        attribute("service.version"),
        environment != null ? environment : attribute("deployment.environment"));
  }

  private static @Nullable String attribute(String key) {
    return ConfiguredResourceAttributesHolder.getAttributeValue(key);
  }
}
