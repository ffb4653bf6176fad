package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import com.google.auto.service.AutoService;
import io.moontrace.bootstrap.ApplicationLog;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.LogbackMode;
import io.moontrace.config.Setting;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.util.logging.Logger;

/** Applies {@link Setting#LOGBACK} to the code woven into Logback. */
@AutoService(AgentListener.class)
public final class ApplicationLogLines implements AgentListener {
  private static final Logger logger = Logger.getLogger(ApplicationLogLines.class.getName());

  /**
   * No class of the bootstrap path may be touched before the path is set up, not even by the
   * verifier.
   */
  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    LogbackMode mode = LogbackMode.get();
    if (mode == LogbackMode.OFF || !BootstrapClasses.provide()) {
      return;
    }
    try {
      start(mode);
    } catch (RuntimeException | LinkageError e) {
      logger.log(
          WARNING,
          "moontrace.logback has no effect, and the application logs as without it: {0}",
          e.getMessage());
    }
  }

  private static void start(LogbackMode mode) {
    ApplicationLog.setMdcLabels(Setting.LOGBACK_MDC_LABELS.flag());
    if (mode == LogbackMode.REPLACE) {
      ApplicationLog.setReplaced(true);
    } else {
      new ShadeFile(Setting.LOGBACK_FILE.text(), ApplicationLogLines::open).start();
    }
  }

  private static LineWriter open(String path) throws IOException {
    return new RollingFile(
        path, Setting.LOGBACK_MAX_SIZE.bytes(), Setting.LOGBACK_MAX_FILES.number());
  }
}
