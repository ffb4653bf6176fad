package io.moontrace.demo;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Records the log events of the service during one test. */
final class Logged extends AppenderBase<ILoggingEvent>
    implements BeforeEachCallback, AfterEachCallback {
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  List<ILoggingEvent> events() {
    return events;
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    setContext(root.getLoggerContext());
    start();
    root.addAppender(this);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    root.detachAppender(this);
    stop();
  }
}
