package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.Setting;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.util.logging.Logger;

/** Opens the file of {@link Setting#ERRORS_FILE} once the service name is known. */
@AutoService(AgentListener.class)
public final class ErrorsFile implements AgentListener {
  private static final Logger logger = Logger.getLogger(ErrorsFile.class.getName());
  private static final String STDOUT = "-";

  /**
   * No class of the bootstrap path may be touched before the path is set up, not even by the
   * verifier.
   */
  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    String path = Setting.ERRORS_FILE.value();
    if (path.isEmpty()) {
      return;
    }
    BootstrapClasses.provide();
    try {
      LineWriter writer = open(path);
      new ErrorLines(ResourceService.of(sdk), writer).start();
    } catch (IOException e) {
      logger.log(
          WARNING,
          "moontrace.errors.file={0} cannot be written, and no error lines are written: {1}."
              + " Set it to a path that this user may write, or to - for standard output.",
          new Object[] {path, e.getMessage()});
    } catch (RuntimeException | LinkageError e) {
      logger.log(WARNING, "No error lines are written: {0}", e.getMessage());
    }
  }

  private static LineWriter open(String path) throws IOException {
    return path.equals(STDOUT)
        ? new StdoutLines()
        : RollingFile.open(path, Setting.ERRORS_MAX_SIZE, Setting.ERRORS_MAX_FILES);
  }
}
