package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.Setting;
import io.moontrace.error.PrintableText;
import io.moontrace.error.Redaction;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the file of {@link Setting#ERRORS_FILE} once the service name is known. */
@AutoService(AgentListener.class)
public final class ErrorsFile implements AgentListener {
  private static final Logger logger = Logger.getLogger(ErrorsFile.class.getName());
  private static final String STDOUT = "-";

  /** Characters of a path, or of a reason, in a log line. */
  private static final int MAX_SHOWN = 300;

  /**
   * No class of the bootstrap path may be touched before the path is set up, not even by the
   * verifier.
   */
  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    String path = Setting.ERRORS_FILE.text();
    if (path.isEmpty()) {
      return;
    }
    BootstrapClasses.provide();
    try {
      LineWriter writer = open(path);
      ErrorLines lines = new ErrorLines(ResourceService.of(sdk), writer);
      lines.start();
      Destinations.add(destination(path, lines::written, lines::failure));
    } catch (IOException e) {
      String problem = String.valueOf(e.getMessage());
      Destinations.add(destination(path, () -> 0, () -> problem));
      logger.log(
          WARNING,
          "moontrace.errors.file={0} cannot be written, and no error lines are written: {1}."
              + " Set it to a path that this user may write, or to - for standard output.",
          new Object[] {shown(path), shown(String.valueOf(e.getMessage()))});
    } catch (RuntimeException | LinkageError e) {
      logger.log(WARNING, "No error lines are written: {0}", e.getMessage());
    }
  }

  private static Destination destination(
      String path, LongSupplier written, Supplier<@Nullable String> problem) {
    return new FileDestination(
        "errors file", () -> path, written, problem, Setting.ERRORS_FILE.key());
  }

  private static String shown(String text) {
    return PrintableText.oneLine(Redaction.text(text), MAX_SHOWN);
  }

  private static LineWriter open(String path) throws IOException {
    return path.equals(STDOUT)
        ? new StdoutLines()
        : new RollingFile(path, Setting.ERRORS_MAX_SIZE.bytes(), Setting.ERRORS_MAX_FILES.number());
  }
}
