package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.Setting;
import io.moontrace.error.Service;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.util.logging.Logger;

/** Opens what {@link Setting#ERRORS_FILE} names, once the agent knows whose errors these are. */
@AutoService(AgentListener.class)
public final class ErrorsFile implements AgentListener {
  private static final Logger logger = Logger.getLogger(ErrorsFile.class.getName());
  private static final String STDOUT = "-";

  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> SERVICE_VERSION =
      AttributeKey.stringKey("service.version");
  private static final AttributeKey<String> ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment.name");

  /** What the semantic conventions called it before 1.27. */
  private static final AttributeKey<String> OLD_ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment");

  /** Nothing of the bootstrap path may be touched before it is there, not even by the verifier. */
  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    String path = Setting.ERRORS_FILE.value();
    if (path.isEmpty()) {
      return;
    }
    BootstrapClasses.provide();
    try {
      LineWriter writer = open(path);
      new ErrorLines(service(resource(sdk)), writer).start();
    } catch (IOException e) {
      logger.log(
          WARNING,
          "moontrace.errors.file={0} cannot be written, no error lines are: {1}."
              + " Give a path that this user may write, or - for standard output.",
          new Object[] {path, e.getMessage()});
    } catch (RuntimeException | LinkageError e) {
      logger.log(WARNING, "No error lines are written: {0}", e.getMessage());
    }
  }

  private static LineWriter open(String path) throws IOException {
    return path.equals(STDOUT)
        ? new StdoutLines()
        : new RollingFile(
            path, Setting.ERRORS_MAX_SIZE.value(), Setting.ERRORS_MAX_FILES.positiveNumber());
  }

  /** The agent's own way to the resource; its class is in no published artifact. */
  private static Resource resource(AutoConfiguredOpenTelemetrySdk sdk) {
    try {
      return (Resource)
          Class.forName("io.opentelemetry.sdk.autoconfigure.SdkAutoconfigureAccess")
              .getMethod("getResource", AutoConfiguredOpenTelemetrySdk.class)
              .invoke(null, sdk);
    } catch (ReflectiveOperationException | LinkageError e) {
      return Resource.getDefault();
    }
  }

  private static Service service(Resource resource) {
    String name = resource.getAttribute(SERVICE_NAME);
    String environment = resource.getAttribute(ENVIRONMENT);
    return new Service(
        name == null ? "unknown_service:java" : name,
        resource.getAttribute(SERVICE_VERSION),
        environment != null ? environment : resource.getAttribute(OLD_ENVIRONMENT));
  }
}
