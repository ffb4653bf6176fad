package io.moontrace.agent.program;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

/**
 * An application whose plain log is the same at each run: it logs whatever there is to log,
 * configures Logback anew, and logs on to its last word. With {@code -Dnested} an argument logs,
 * too. Runs on SLF4J 1.7 and 2.
 */
public final class PlainLog {
  private static final Logger logger = LoggerFactory.getLogger("app.orders");
  private static final Logger silenced = LoggerFactory.getLogger("silenced.noise");

  public static void main(String[] args) throws JoranException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(context), "bye"));
    logAll("one");
    String configuration = System.getProperty("logback.configurationFile");
    if (configuration != null) {
      context.reset();
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(configuration);
      logAll("two");
    }
  }

  /** What an asynchronous appender still has is written when it is stopped. */
  private static void end(LoggerContext context) {
    logger.info("bye");
    context.stop();
  }

  private static void logAll(String round) {
    MDC.put("user_id", "ada");
    MDC.put("round", round);
    logger.info("taking {} of \"tea\"\nand more", 2);
    logger.debug("not said");
    silenced.error("said to nobody");
    logger.warn(MarkerFactory.getMarker("AUDIT"), "with a marker: \u00e4\u20ac");
    logger.error("failed", new IllegalStateException("outer", new RuntimeException("inner")));
    logger.info("{} and around", Boolean.getBoolean("nested") ? new Logging() : "outside");
    MDC.clear();
    logger.info("the last of round {}", round);
  }

  /** Logs when it is asked for its text. */
  private static final class Logging {
    @Override
    public String toString() {
      logger.info("within");
      return "outside";
    }
  }

  private PlainLog() {}
}
